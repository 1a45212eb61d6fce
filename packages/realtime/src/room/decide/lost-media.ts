import type { EntryBody, Participant } from '@cloudmeet/contracts';
import type { RoomView } from '../room-view.ts';
import { lostMediaOf } from './sharing.ts';

/** What of a participant must go off because they may not share it any more. */
function lossesOf(room: RoomView, one: Participant): EntryBody[] {
  const lost = lostMediaOf(room, one);
  if (Object.keys(lost).length === 0) return [];
  return [{ type: 'media.changed', data: { participantId: one.id, ...lost } }];
}

/** Entries that switch off what people share without being allowed to. */
export function lostMedia(room: RoomView): EntryBody[] {
  return Object.values(room.state.participants).flatMap((one) => lossesOf(room, one));
}
