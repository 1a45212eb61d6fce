import { createSlice } from '@reduxjs/toolkit';
import type { PayloadAction } from '@reduxjs/toolkit';
import type { LayoutMap, TrackKind } from '@cloudmeet/contracts';
import type { LinkStatus, PeerStats } from './peers-slice.ts';

/** The one connection to the mixer, and who is where in its picture. */
export interface MixState {
  link: LinkStatus;
  stats: PeerStats | null;
  /** Kinds that this browser and the mixer could not agree on. */
  rejected: TrackKind[];
  /** The newest map of the picture; null before the first. */
  map: LayoutMap | null;
  /** Another mixer took over and has not sent a map yet: its numbers begin anew. */
  renewed: boolean;
}

export const initialMix: MixState = { link: 'new', stats: null, rejected: [], map: null, renewed: true };

const slice = createSlice({
  name: 'mix',
  initialState: initialMix,
  reducers: {
    mixChanged: (
      state,
      { payload }: PayloadAction<Partial<Pick<MixState, 'link' | 'stats' | 'rejected'>>>,
    ) => ({
      ...state,
      ...payload,
    }),
    /** An older map than the shown one is dropped; another mixer counts anew. */
    mapReceived: (state, { payload }: PayloadAction<LayoutMap>) =>
      state.renewed || payload.number > (state.map?.number ?? -1)
        ? { ...state, map: payload, renewed: false }
        : state,
    /** Another mixer has the room: the shown map stays until its first one comes. */
    mixerChanged: (state) => ({ ...state, renewed: true }),
    mixCleared: () => initialMix,
  },
});

export const mixReducer = slice.reducer;
export const { mixChanged, mapReceived, mixerChanged, mixCleared } = slice.actions;
