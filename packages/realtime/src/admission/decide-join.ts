import { can, CloudMeetError, limits } from '@cloudmeet/contracts';
import type { EntryBody } from '@cloudmeet/contracts';
import type { DecisionContext, Outcome } from '../room/decided.ts';
import { comingIn } from '../room/decide/coming-in.ts';
import { hasSeat, isBanned, replacedBy, standingOfToken } from '../room/decide/entering.ts';
import { needsConsent } from '../room/decide/sharing.ts';
import { initialTopology, isLive, presentView, statedPolicies } from '../room/room-view.ts';
import type { Applicant, Guest, RoomView } from '../room/room-view.ts';

/** The same person who waits at the door already. */
function waitingTwins(room: RoomView, { userId }: Guest): Applicant[] {
  return [...room.applicants.values()].filter((one) => one.userId === userId);
}

function duplicateRefusal(room: RoomView, applicant: Guest): CloudMeetError | undefined {
  if (applicant.onDuplicate !== 'reject') return undefined;
  const isInside = replacedBy(room, applicant).some((id) => room.connected.has(id));
  return isInside || waitingTwins(room, applicant).length > 0
    ? new CloudMeetError('already-in-room')
    : undefined;
}

function mayDo(room: RoomView, applicant: Guest, permission: 'room.lock' | 'lobby.admit'): boolean {
  const { role } = standingOfToken(room, applicant);
  return can(permission, { role, grants: applicant.grants, policies: room.state.policies });
}

/** Why somebody may not come in now, in the order in which it is asked. */
function joinRefusal(room: RoomView, applicant: Applicant): CloudMeetError | undefined {
  if (room.settings.isDeleted) return new CloudMeetError('room-ended');
  if (isBanned(room, applicant)) return new CloudMeetError('removed');
  const isInside = replacedBy(room, applicant).length > 0;
  if (room.state.locked && !isInside && !mayDo(room, applicant, 'room.lock'))
    return new CloudMeetError('room-locked');
  if (!hasSeat(room, applicant)) return new CloudMeetError('room-full');
  if (needsConsent(room) && !applicant.consents) return new CloudMeetError('consent-required');
  return duplicateRefusal(room, applicant);
}

/** People go past the lobby who could let others in, and those who take the place of themselves. */
export function mustKnock(room: RoomView, applicant: Guest): boolean {
  return (
    room.settings.lobby && !mayDo(room, applicant, 'lobby.admit') && replacedBy(room, applicant).length === 0
  );
}

function knocking({ participantId, name, avatarUrl }: Applicant, since: string): EntryBody {
  const waiting = { id: participantId, name, since };
  return {
    type: 'lobby.waiting',
    data: { waiting: avatarUrl === undefined ? waiting : { ...waiting, avatarUrl } },
  };
}

function starting(room: RoomView, { newId }: DecisionContext): EntryBody {
  return {
    type: 'session.started',
    data: {
      sessionId: newId('session'),
      roomId: room.settings.roomId,
      topology: initialTopology(room.settings.mode),
      ...statedPolicies(room.settings.policies, room.settings.policyLimits),
      locked: false,
    },
  };
}

function goneFromDoor(room: RoomView, applicant: Applicant): EntryBody[] {
  if (applicant.onDuplicate === 'allow') return [];
  return waitingTwins(room, applicant).map(({ participantId }) => ({
    type: 'lobby.left',
    data: { participantId, outcome: 'gone' },
  }));
}

/**
 * Decides who comes in: bans, lock, seats, consent, duplicates, lobby, in this order. The first person of a room starts its
 * session. Pure; the one writer of the room asks it one by one, so seats are never sold twice.
 * @returns entries with `participant.joined` or `lobby.waiting`, or `removed`, `room-locked`, `room-full`,
 * `consent-required`, `already-in-room`
 */
export function decideJoin(view: RoomView, applicant: Applicant, context: DecisionContext): Outcome {
  const room = presentView(view);
  const refused = joinRefusal(room, applicant);
  if (refused) return refused;
  const before = [...(isLive(view.state) ? [] : [starting(room, context)]), ...goneFromDoor(room, applicant)];
  if (!mustKnock(room, applicant)) {
    const { entries, ...rest } = comingIn(room, applicant, context);
    return { ...rest, entries: [...before, ...entries] };
  }
  if (Object.keys(room.state.waiting).length >= limits.waitingMax)
    return new CloudMeetError('room-full', { detail: 'Too many people wait at the door.' });
  return { entries: [...before, knocking(applicant, context.at)], applicants: [applicant] };
}
