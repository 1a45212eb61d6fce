import { changedPolicies, CloudMeetError, mergePolicies } from '@cloudmeet/contracts';
import type { EntryBody, EntryData, LeaveReason, UpdateParticipant } from '@cloudmeet/contracts';
import type { PresenceMark } from '../../fanout/presence-board.ts';
import { unchanged } from '../decided.ts';
import type { Decided, DecisionContext, Outcome } from '../decided.ts';
import { isEmpty, isLive } from '../room-view.ts';
import type { RoomSettings, RoomView } from '../room-view.ts';
import { changeMedia } from './media.ts';
import { changeOwnPolicies } from './own-policies.ts';
import { removal } from './removal.ts';

/** Somebody goes, from the room or from its door; nothing happens if they are gone already. */
export function decideLeave(room: RoomView, participantId: string, reason: LeaveReason): Decided {
  if (room.state.participants[participantId])
    return { entries: [{ type: 'participant.left', data: { participantId, reason } }] };
  if (room.state.waiting[participantId])
    return { entries: [{ type: 'lobby.left', data: { participantId, outcome: 'gone' } }] };
  return unchanged;
}

/** The grace of somebody without a connection is over. */
export function decideLost(room: RoomView, participantId: string): Decided {
  return room.connected.has(participantId) ? unchanged : decideLeave(room, participantId, 'connection-lost');
}

/** The customer's server puts somebody out: anybody, hosts too. */
export function decideEject(room: RoomView, participantId: string): Outcome {
  const isHere = room.state.participants[participantId] ?? room.state.waiting[participantId];
  return isHere && isLive(room.state)
    ? removal(room, participantId)
    : new CloudMeetError('not-found', { detail: 'There is no such participant.' });
}

/** The customer's server switches off what somebody shares. */
export function decideSwitchOff(room: RoomView, participantId: string, media: UpdateParticipant): Outcome {
  const one = room.state.participants[participantId];
  return one ? changeMedia(one, media) : new CloudMeetError('participant-not-found');
}

/** Notes for the records how the connections of those who are still there are. */
export function decidePresence(room: RoomView, marks: ReadonlyMap<string, PresenceMark>): Decided {
  const entries = [...marks]
    .filter(([participantId]) => room.state.participants[participantId])
    .map(([participantId, mark]): EntryBody => ({
      type: 'presence.changed',
      data: { participantId, ...mark },
    }));
  return { entries };
}

/** Notes for the records that a device of somebody did not work. */
export function decideDeviceFailed(room: RoomView, data: EntryData<'device.failed'>): Decided {
  return room.state.participants[data.participantId]
    ? { entries: [{ type: 'device.failed', data }] }
    : unchanged;
}

/** The session ends for everybody; of a deleted room there is no next one. */
export function decideEnd(room: RoomView, reason: 'ended-by-api' | 'room-deleted'): Decided {
  const settings = { ...room.settings, isDeleted: reason === 'room-deleted' };
  return isLive(room.state)
    ? { entries: [{ type: 'session.ended', data: { reason } }], settings }
    : { entries: [], settings };
}

/** Nobody has come back to the empty room. */
export function decideEmptyEnd(room: RoomView): Decided {
  return isLive(room.state) && isEmpty(room.state)
    ? { entries: [{ type: 'session.ended', data: { reason: 'empty' } }] }
    : unchanged;
}

/** The tenant changed the room, or what all its rooms may allow. A host's own changes stay, within what it allows. */
export function decideRefresh(room: RoomView, settings: RoomSettings, context: DecisionContext): Decided {
  const changed = changedPolicies(room.settings.policies, settings.policies);
  const next: RoomView = { ...room, settings };
  if (!isLive(room.state)) return { entries: [], settings };
  return { entries: changeOwnPolicies(next, mergePolicies(room.ownPolicies, changed), context), settings };
}
