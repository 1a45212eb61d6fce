import { createSlice, nanoid } from '@reduxjs/toolkit';
import type { PayloadAction } from '@reduxjs/toolkit';

/** A short word about what just happened. */
export interface Notice {
  id: string;
  text: string;
  tone: 'good' | 'danger';
  /** There is something to take back: `useNotices` has how. */
  undoLabel?: string;
}

const slice = createSlice({
  name: 'notices',
  initialState: [] as Notice[],
  reducers: {
    noticed: {
      prepare: (notice: Omit<Notice, 'id'>) => ({ payload: { ...notice, id: nanoid() } }),
      reducer: (state, { payload }: PayloadAction<Notice>) => [...state, payload].slice(-3),
    },
    dismissed: (state, { payload }: PayloadAction<string>) => state.filter(({ id }) => id !== payload),
  },
});

export const { noticed, dismissed } = slice.actions;
export const noticesReducer = slice.reducer;
