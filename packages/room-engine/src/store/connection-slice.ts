import { createSlice } from '@reduxjs/toolkit';
import type { PayloadAction } from '@reduxjs/toolkit';
import type { WireErrorShape } from '@cloudmeet/contracts';

/**
 * Where this page stands with the room. `preview`: connected, not joined. `waiting`: in the lobby. `reconnecting`:
 * was in the meeting and is on its way back by itself. The last six end it; `connect()` starts anew from there.
 */
export type ConnectionStatus =
  | 'idle'
  | 'connecting'
  | 'preview'
  | 'joining'
  | 'waiting'
  | 'joined'
  | 'reconnecting'
  | 'left'
  | 'ended'
  | 'removed'
  | 'replaced'
  | 'denied'
  | 'failed';

export interface ConnectionState {
  status: ConnectionStatus;
  /** Why it ended or failed; null while it goes on. */
  error: WireErrorShape | null;
  /** Tries since the connection was lost; 0 while it holds. */
  attempt: number;
  /** When the next try begins, in ms since the epoch; null while one runs or none is due. */
  retryAtMs: number | null;
  /** What the browser says of its network. */
  online: boolean;
}

export const initialConnection: ConnectionState = {
  status: 'idle',
  error: null,
  attempt: 0,
  retryAtMs: null,
  online: true,
};

const slice = createSlice({
  name: 'connection',
  initialState: initialConnection,
  reducers: {
    statusChanged: (
      state,
      { payload }: PayloadAction<{ status: ConnectionStatus; error?: WireErrorShape | null }>,
    ) => {
      state.status = payload.status;
      state.error = payload.error ?? null;
    },
    retryPlanned: (state, { payload }: PayloadAction<{ attempt: number; retryAtMs: number | null }>) => {
      state.attempt = payload.attempt;
      state.retryAtMs = payload.retryAtMs;
    },
    onlineChanged: (state, { payload }: PayloadAction<boolean>) => {
      state.online = payload;
    },
  },
});

export const connectionReducer = slice.reducer;
export const { statusChanged, retryPlanned, onlineChanged } = slice.actions;
