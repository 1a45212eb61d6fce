import { useCallback } from 'react';
import { usePageDispatch } from '../page/page-context.tsx';
import { viewChanged } from '../page/view-slice.ts';

/** Closes whichever dialog is open. */
export function useCloseDialog(): () => void {
  const dispatch = usePageDispatch();
  return useCallback(() => dispatch(viewChanged({ dialog: null, removing: null })), [dispatch]);
}
