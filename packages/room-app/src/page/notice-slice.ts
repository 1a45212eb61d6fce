import { createSlice, nanoid } from '@reduxjs/toolkit';
import type { PayloadAction } from '@reduxjs/toolkit';

export interface Notice {
  id: string;
  tone: 'neutral' | 'good' | 'warning' | 'danger';
  /** What is so. */
  text: string;
  /** What to do about it. */
  detail?: string;
}

const noticesMax = 3;

const slice = createSlice({
  name: 'notices',
  initialState: [] as Notice[],
  reducers: {
    /** Shows a notice; the same text again replaces the one that shows, and the oldest gives way to a fourth. */
    noticed: {
      reducer: (state, { payload }: PayloadAction<Notice>) =>
        [...state.filter((each) => each.text !== payload.text), payload].slice(-noticesMax),
      prepare: (notice: Omit<Notice, 'id'>) => ({ payload: { ...notice, id: nanoid(8) } }),
    },
    noticeDismissed: (state, { payload }: PayloadAction<string>) =>
      state.filter((each) => each.id !== payload),
    noticesCleared: () => [],
  },
});

export const noticeReducer = slice.reducer;
export const { noticed, noticeDismissed, noticesCleared } = slice.actions;
