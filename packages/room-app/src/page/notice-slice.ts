import { createSlice, nanoid } from '@reduxjs/toolkit';
import type { PayloadAction } from '@reduxjs/toolkit';
import type { ErrorCode } from '@cloudmeet/contracts';
import { errorText } from '@cloudmeet/ui';
import type { Translate } from '@cloudmeet/ui';

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

/** What went wrong, and what to do about it, for a code of the contracts. */
export function noticeOf(code: ErrorCode, t: Translate): Omit<Notice, 'id'> {
  const words = errorText(code, t);
  return { tone: 'warning', text: words.what, detail: words.todo };
}
