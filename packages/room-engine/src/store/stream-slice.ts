import { createSlice } from '@reduxjs/toolkit';
import type { PayloadAction } from '@reduxjs/toolkit';

/** How the stream is doing on this page: only where it is watched instead of being connected to the others. */
export interface StreamState {
  /**
   * `waiting`: there is none yet; `loading`: it is being opened; `stalled`: it played and waits for more;
   * `failed`: it cannot be had just now and is tried again; `ended`: it is over.
   */
  status: 'idle' | 'waiting' | 'loading' | 'playing' | 'stalled' | 'failed' | 'ended';
  /** Plays without sound, because the browser wants a gesture first. */
  silent: boolean;
  /** Behind what happens in the room, where the player knows it. */
  latencySeconds: number | null;
}

export const initialStream: StreamState = { status: 'idle', silent: false, latencySeconds: null };

const slice = createSlice({
  name: 'stream',
  initialState: initialStream,
  reducers: {
    streamChanged: (state, { payload }: PayloadAction<Partial<StreamState>>) => ({ ...state, ...payload }),
    streamCleared: () => initialStream,
  },
});

export const streamReducer = slice.reducer;
export const { streamChanged, streamCleared } = slice.actions;
