import { meetingForgotten } from '../page/view-slice.ts';
import { momentsForgotten } from '../page/moments-slice.ts';
import { noticesCleared } from '../page/notice-slice.ts';
import type { RoomPage } from '../page/room-page.ts';
import { watchErrors } from './watch-errors.ts';
import { watchMe } from './watch-me.ts';
import { watchNetwork } from './watch-network.ts';
import { watchOthers } from './watch-others.ts';

/** Turns what happens in the room into words on this page, for as long as the page lives. Returns a disposer. */
export function watchRoom(page: RoomPage): () => void {
  const disposers = [
    watchOthers(page),
    watchMe(page),
    watchErrors(page),
    watchNetwork(page),
    page.room.on('left-meeting', () => forget(page)),
  ];
  return () => {
    for (const dispose of disposers) dispose();
  };
}

/** A later meeting begins with nothing of this one. */
function forget({ store }: RoomPage): void {
  store.dispatch(meetingForgotten());
  store.dispatch(momentsForgotten());
  store.dispatch(noticesCleared());
}
