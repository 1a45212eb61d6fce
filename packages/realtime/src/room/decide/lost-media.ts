import { can } from '@cloudmeet/contracts';
import type { EntryBody, Participant } from '@cloudmeet/contracts';
import type { RoomView } from '../room-view.ts';
import { standingOf } from './deed.ts';

/** What of a participant must go off because they may not share it any more. */
function lossesOf(room: RoomView, one: Participant): EntryBody[] {
  const standing = standingOf(room, one);
  const lost = {
    ...(one.audio && !can('media.publish', standing, 'audio') ? { audio: false } : {}),
    ...(one.video && !can('media.publish', standing, 'video') ? { video: false } : {}),
    ...(one.screen && !can('screen.share', standing) ? { screen: false } : {}),
  };
  if (Object.keys(lost).length === 0) return [];
  return [{ type: 'media.changed', data: { participantId: one.id, ...lost } }];
}

/** Entries that switch off what people share without being allowed to. */
export function lostMedia(room: RoomView): EntryBody[] {
  return Object.values(room.state.participants).flatMap((one) => lossesOf(room, one));
}
