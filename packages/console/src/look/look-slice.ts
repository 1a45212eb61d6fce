import { createSlice } from '@reduxjs/toolkit';
import type { PayloadAction } from '@reduxjs/toolkit';

/** Light or dark by choice, or as the device is. */
export type SchemeChoice = 'light' | 'dark' | 'system';

export interface LookState {
  scheme: SchemeChoice;
}

const initialState: LookState = { scheme: 'system' };

const slice = createSlice({
  name: 'look',
  initialState,
  reducers: {
    schemeChosen(state, { payload }: PayloadAction<SchemeChoice>) {
      state.scheme = payload;
    },
  },
});

export const { schemeChosen } = slice.actions;
export const lookReducer = slice.reducer;

/** A stored or typed text as a choice. */
export function asScheme(text: string | undefined): SchemeChoice {
  return text === 'light' || text === 'dark' ? text : 'system';
}
