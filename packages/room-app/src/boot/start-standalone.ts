import type { RoomPage } from '../page/room-page.ts';
import { viewChanged } from '../page/view-slice.ts';

/**
 * Opens the room on its own address with the token of the link. Without one the page says that the link is
 * incomplete. What the server refuses stands in the engine's store, where the screens read it.
 */
export async function startStandalone(page: RoomPage, token: string | undefined): Promise<void> {
  if (token === undefined) {
    page.store.dispatch(viewChanged({ problem: 'no-token' }));
    return;
  }
  await page.room.actions.connect(token);
}
