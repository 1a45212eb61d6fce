import { createSlice } from '@reduxjs/toolkit';
import type { PayloadAction } from '@reduxjs/toolkit';

/**
 * Who is at the page. `unknown`: just opened, the server is being asked; `signed-out`: nobody; `ended`: somebody was,
 * and the server does not believe it any more.
 */
export type SessionStatus = 'unknown' | 'signed-in' | 'signed-out' | 'ended';

export interface SessionState {
  status: SessionStatus;
  /** The tenant that the person works in. Undefined: the one that they joined first. */
  tenantId?: string;
}

const initialState: SessionState = { status: 'unknown' };

const slice = createSlice({
  name: 'session',
  initialState,
  reducers: {
    signedIn(state) {
      state.status = 'signed-in';
    },
    signedOut(state) {
      state.status = 'signed-out';
      delete state.tenantId;
    },
    sessionEnded(state) {
      state.status = 'ended';
    },
    tenantChosen(state, { payload }: PayloadAction<string>) {
      state.tenantId = payload;
    },
  },
});

export const { signedIn, signedOut, sessionEnded, tenantChosen } = slice.actions;
export const sessionReducer = slice.reducer;
