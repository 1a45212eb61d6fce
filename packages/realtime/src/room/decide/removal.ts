import type { EntryBody, Participant } from '@cloudmeet/contracts';
import type { Decided } from '../decided.ts';
import type { RoomView } from '../room-view.ts';

/**
 * Puts a person out, wherever in the room or at its door they are, and keeps `sub` and `jti` out until the session
 * ends. `only` spares some of the other presences of the same person.
 */
export function removal(
  room: RoomView,
  participantId: string,
  only: (one: Participant) => boolean = () => true,
): Decided {
  const one = room.presences.get(participantId) ?? room.applicants.get(participantId);
  if (!one) return { entries: [] };
  const { userId, tokenId } = one;
  const inside = Object.values(room.state.participants)
    .filter((other) => other.id === participantId || (other.userId === userId && only(other)))
    .map(({ id }): EntryBody => ({
      type: 'participant.left',
      data: { participantId: id, reason: 'removed' },
    }));
  const atDoor = [...room.applicants.values()]
    .filter((other) => other.userId === userId)
    .map((other): EntryBody => ({
      type: 'lobby.left',
      data: { participantId: other.participantId, outcome: 'denied' },
    }));
  return { entries: [...inside, ...atDoor], bans: [{ userId, tokenId }] };
}
