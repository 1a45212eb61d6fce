import { fetchLater } from '../../fetch-later.ts';

/** The part of menus that opens. */
export const menuPopupPart = fetchLater(() => import('./menu-popup.tsx'));
