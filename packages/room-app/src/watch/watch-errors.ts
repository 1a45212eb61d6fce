import { noticeError } from '../page/notice-error.ts';
import type { RoomPage } from '../page/room-page.ts';

/** What went wrong without ending the meeting, as a notice that says what to do. */
export function watchErrors(page: RoomPage): () => void {
  const { room } = page;
  const disposers = [
    room.on('nonfatal-error', ({ error }) => {
      // What the engine itself starts over is for the page around, which hears it: a person can do nothing about it.
      if (error.code !== 'internal') void noticeError(page, error.code);
    }),
    room.on('camera-error', ({ error }) => {
      // before joining, the prejoin screen itself says it beside the preview
      if (room.store.getState().connection.status !== 'preview') void noticeError(page, error.code);
    }),
  ];
  return () => {
    for (const dispose of disposers) dispose();
  };
}
