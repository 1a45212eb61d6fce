import { useCallback } from 'react';
import { usePageDispatch } from '../page/page-context.tsx';
import { viewChanged } from '../page/view-slice.ts';
import type { PanelName } from '../page/view-slice.ts';

/** Closes the panel and gives the focus back to the control that opens it. */
export function useClosePanel(panel: PanelName): () => void {
  const dispatch = usePageDispatch();
  return useCallback(() => {
    dispatch(viewChanged({ panel: null }));
    document.querySelector<HTMLElement>(`[data-control="${panel}"], [data-control="more"]`)?.focus();
  }, [dispatch, panel]);
}
