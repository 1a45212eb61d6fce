import { useCallback } from 'react';
import { useAppDispatch } from '../store.ts';
import { noticed } from './notices-slice.ts';

/** What takes an act back, by the id of its notice: functions do not belong into the store. */
export const undoActions = new Map<string, () => void>();

export interface Undo {
  label: string;
  run: () => void;
}

/** Says in a word what just happened, with a way back where there is one. */
export function useNotify(): (text: string, options?: { tone?: 'good' | 'danger'; undo?: Undo }) => void {
  const dispatch = useAppDispatch();
  return useCallback(
    (text, { tone = 'good', undo } = {}) => {
      const { payload } = dispatch(noticed({ text, tone, ...(undo ? { undoLabel: undo.label } : {}) }));
      if (undo) undoActions.set(payload.id, undo.run);
    },
    [dispatch],
  );
}
