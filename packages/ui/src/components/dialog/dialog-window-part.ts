import { fetchLater } from '../../fetch-later.ts';

/** The part of dialogs that opens. */
export const dialogWindowPart = fetchLater(() => import('./dialog-window.tsx'));
