import { reduceRoom, seesLobby } from '@cloudmeet/contracts';
import type { Entry, RoomState } from '@cloudmeet/contracts';
import { foldLadder } from '../ladder/fold-ladder.ts';
import { restingView, withKey } from './room-view.ts';
import type { RoomView } from './room-view.ts';

type PersonEntry = Extract<
  Entry,
  { type: 'participant.roleChanged' | 'participant.granted' | 'participant.ungranted' }
>;

function without<Value>(map: ReadonlyMap<string, Value>, key: string): Map<string, Value> {
  const rest = new Map(map);
  rest.delete(key);
  return rest;
}

/** True when this participant may see who waits at the door. */
export function watchesDoor(view: RoomView, state: RoomState, participantId: string): boolean {
  const participant = state.participants[participantId];
  if (!participant) return false;
  const grants = view.presences.get(participantId)?.grants;
  return seesLobby({ participantId, standing: { role: participant.role, grants } }, state.policies);
}

/** A person was changed: remember it for their token, and from where on they see another part of the log. */
function changedPerson(view: RoomView, state: RoomState, entry: PersonEntry): RoomView {
  const { participantId } = entry.data;
  const participant = state.participants[participantId];
  const presence = view.presences.get(participantId);
  if (!participant || !presence) return { ...view, state };
  const sees = watchesDoor(view, state, participantId);
  const standing = { role: participant.role, granted: participant.granted };
  return {
    ...view,
    state,
    standings: withKey(view.standings, presence.tokenId, standing),
    visibleSince:
      sees === watchesDoor(view, view.state, participantId)
        ? view.visibleSince
        : withKey(view.visibleSince, participantId, entry.seq),
  };
}

/** The view after one entry: the fold that live rooms and recovered ones share. */
export function foldEntry(view: RoomView, entry: Entry): RoomView {
  const from = entry.type === 'session.started' ? restingView(view.settings, view.connected) : view;
  return foldLadder(foldPeople(from, entry), entry);
}

function foldPeople(from: RoomView, entry: Entry): RoomView {
  const state = reduceRoom(from.state, entry);
  switch (entry.type) {
    case 'session.started':
    case 'room.policyChanged':
      return { ...from, state, ownPolicies: entry.data.ownPolicies ?? entry.data.policies };
    case 'participant.left':
      return {
        ...from,
        state,
        departed: withKey(from.departed, entry.data.participantId, entry.data.reason),
      };
    case 'lobby.left':
      return { ...from, state, applicants: without(from.applicants, entry.data.participantId) };
    case 'recording.requested':
      return { ...from, state, hasRecorded: true };
    case 'session.ended':
      return { ...from, state, applicants: new Map() };
    case 'participant.roleChanged':
    case 'participant.granted':
    case 'participant.ungranted':
      return changedPerson(from, state, entry);
    default:
      return { ...from, state };
  }
}
