import type { Entry } from '@cloudmeet/contracts';
import { isPublishing } from '../room/decide/publishers.ts';
import { withKey } from '../room/room-view.ts';
import type { RoomView } from '../room/room-view.ts';

/** Whoever publishes after an entry and did not before began with it. */
function foldPublishing(view: RoomView, participantId: string, seq: number): RoomView {
  const one = view.state.participants[participantId];
  const publishes = one !== undefined && isPublishing(one);
  if (publishes === view.publishingSince.has(participantId)) return view;
  if (publishes) return { ...view, publishingSince: withKey(view.publishingSince, participantId, seq) };
  const rest = new Map(view.publishingSince);
  rest.delete(participantId);
  return { ...view, publishingSince: rest };
}

/** What the media ladder has to know of the past. `view.state` has the entry already. */
export function foldLadder(view: RoomView, entry: Entry): RoomView {
  const generation = view.state.mixer?.generation ?? 0;
  const mixerGeneration = Math.max(view.mixerGeneration, generation);
  switch (entry.type) {
    case 'participant.joined':
      return foldPublishing(view, entry.data.participant.id, entry.seq);
    case 'participant.left':
    case 'media.changed':
      return foldPublishing(view, entry.data.participantId, entry.seq);
    case 'topology.preparing':
      return { ...view, mixerGeneration, stepReason: entry.data.reason };
    case 'mixer.assigned':
      return { ...view, mixerGeneration };
    case 'topology.kept':
      return { ...view, keptAt: entry.at };
    default:
      return view;
  }
}
