import type { JoinOutcome } from '@cloudmeet/room-engine';
import type { RoomPage } from './room-page.ts';

/** Joins as the person, or the page around, wished; an empty name is none. Rejects as `join` of the room does. */
export function joinAsWished({ room, store }: RoomPage): Promise<JoinOutcome> {
  const { name, audio, video, consent } = store.getState().view.wish;
  return room.actions.join({
    name: name.trim() === '' ? undefined : name.trim(),
    audio,
    video,
    ...(consent === true ? { consent } : {}),
  });
}
