import { createSlice } from '@reduxjs/toolkit';
import type { PayloadAction } from '@reduxjs/toolkit';
import type { Permission, Preview } from '@cloudmeet/contracts';

/** What is known of the person at this page; the rest is in `room.participants[participantId]`. */
export interface LocalState {
  /** Mine in this session; null before joining. In the lobby it is that of the waiting one. */
  participantId: string | null;
  /** The name asked for at joining; the token's name goes first. */
  name: string | null;
  /** Permissions the token is narrowed to; null means all of the role. */
  grants: Permission[] | null;
  /** In the lobby since, by the server's clock. */
  waitingSince: string | null;
  /** How many may publish and join. */
  limits: { publishersMax: number; participantsMax: number } | null;
  /** The server's clock minus this one's, in ms. */
  clockOffsetMs: number;
}

export const initialLocal: LocalState = {
  participantId: null,
  name: null,
  grants: null,
  waitingSince: null,
  limits: null,
  clockOffsetMs: 0,
};

const local = createSlice({
  name: 'local',
  initialState: initialLocal,
  reducers: {
    localChanged: (state, { payload }: PayloadAction<Partial<LocalState>>) => ({ ...state, ...payload }),
    localCleared: () => initialLocal,
  },
});
export const localReducer = local.reducer;
export const { localChanged, localCleared } = local.actions;

/** What the server said of the room before joining; null before `connect()` resolved. */
export type PreviewState = Preview | null;

const preview = createSlice({
  name: 'preview',
  initialState: null as PreviewState,
  reducers: {
    previewReceived: (_state, { payload }: PayloadAction<Preview>) => payload,
  },
});
export const previewReducer = preview.reducer;
export const { previewReceived } = preview.actions;
