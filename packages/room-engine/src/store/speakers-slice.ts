import { createSlice } from '@reduxjs/toolkit';
import type { PayloadAction } from '@reduxjs/toolkit';

export interface SpeakersState {
  /** Who speaks, or spoke last; stays while all are silent. Null before anybody spoke. */
  active: string | null;
  /** Everyone who speaks now. */
  speaking: string[];
}

export const initialSpeakers: SpeakersState = { active: null, speaking: [] };

const slice = createSlice({
  name: 'speakers',
  initialState: initialSpeakers,
  reducers: {
    speakersChanged: (_state, { payload }: PayloadAction<SpeakersState>) => payload,
  },
});

export const speakersReducer = slice.reducer;
export const { speakersChanged } = slice.actions;
