import { dialogWindowPart } from './components/dialog/dialog-window-part.ts';
import { menuPopupPart } from './components/menu/menu-popup-part.ts';
import { selectListPart } from './components/select/select-list-part.ts';

/**
 * Fetches what menus, selects and dialogs need to open, before anybody opens one: so that they open at once, and also
 * when the network is away. Resolves when all is there. `RoomLayout` and `PrejoinLayout` call it when they appear.
 */
export async function preloadOverlays(): Promise<void> {
  await Promise.all([menuPopupPart.load(), selectListPart.load(), dialogWindowPart.load()]);
}
