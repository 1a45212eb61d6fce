import { CloudMeetError } from '@cloudmeet/contracts';
import type { Entry, LeaveReason } from '@cloudmeet/contracts';
import { isBanned } from './decide/entering.ts';
import { doorFarewellOf, farewellOf } from './farewell.ts';
import type { RoomParts } from './room-parts.ts';
import { welcome } from './take-seat.ts';

/** Somebody asked, and now stands at the door. */
function nowWaiting({ visitors }: RoomParts, participantId: string, since: string): void {
  visitors.atDoor(participantId)?.link.send({ t: 'waiting', participantId, since });
}

function nowInside(parts: RoomParts, participantId: string): void {
  const visitor = parts.visitors.atDoor(participantId);
  if (visitor) welcome(parts, visitor.link, visitor.atDoor);
}

function leftDoor(
  parts: RoomParts,
  { participantId, outcome }: Extract<Entry, { type: 'lobby.left' }>['data'],
): void {
  const visitor = parts.visitors.atDoor(participantId);
  if (!visitor || outcome === 'admitted') return;
  parts.visitors.delete(visitor.link);
  visitor.link.bye(doorFarewellOf(outcome, isBanned(parts.writer.view, visitor.atDoor.applicant)));
}

function left(parts: RoomParts, participantId: string, reason: LeaveReason): void {
  const { audience, visitors, absences, connected, memory, records } = parts;
  const member = audience.get(participantId);
  absences.end(participantId);
  connected.delete(participantId);
  audience.presence.remove(participantId);
  memory.forget(participantId);
  records.forget(participantId);
  if (!member) return;
  audience.remove(member);
  visitors.delete(member.link);
  const farewell = farewellOf(reason);
  if (farewell) member.link.bye(farewell);
  else member.link.close();
}

function ended({ audience, visitors, absences, connected, records }: RoomParts): void {
  absences.clear();
  connected.clear();
  records.clear();
  for (const member of audience.members) {
    audience.presence.remove(member.participantId);
    audience.remove(member);
  }
  for (const link of visitors.engaged) {
    visitors.delete(link);
    link.bye(new CloudMeetError('room-ended'));
  }
}

/** What durable entries mean for connections, once everybody who asked for them was told. */
export function afterCommit(parts: RoomParts, entries: readonly Entry[]): void {
  for (const entry of entries) {
    switch (entry.type) {
      case 'lobby.waiting':
        nowWaiting(parts, entry.data.waiting.id, entry.data.waiting.since);
        break;
      case 'participant.joined':
        nowInside(parts, entry.data.participant.id);
        break;
      case 'lobby.left':
        leftDoor(parts, entry.data);
        break;
      case 'participant.left':
        left(parts, entry.data.participantId, entry.data.reason);
        break;
      case 'session.ended':
        ended(parts);
        break;
      default:
    }
  }
}
