import { noticed, noticeOf } from '../page/notice-slice.ts';
import type { RoomPage } from '../page/room-page.ts';

/** What went wrong without ending the meeting, as a notice that says what to do. */
export function watchErrors({ room, store, text }: RoomPage): () => void {
  const disposers = [
    room.on('nonfatal-error', ({ error }) => {
      store.dispatch(noticed(noticeOf(error.code, text.t)));
    }),
    room.on('camera-error', ({ error }) => {
      // before joining, the prejoin screen itself says it beside the preview
      if (room.store.getState().connection.status !== 'preview')
        store.dispatch(noticed(noticeOf(error.code, text.t)));
    }),
  ];
  return () => {
    for (const dispose of disposers) dispose();
  };
}
