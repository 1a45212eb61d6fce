import type { ChatMessage, Entry, FrameEventPayloads, Participant, Waiting } from '@cloudmeet/contracts';
import { captureEvents } from './capture-events.ts';
import type { RoomEvent } from '../room-events.ts';
import { frameParticipant, selectCounts } from '../store/selectors.ts';
import type { RoomEngineState } from '../store/store.ts';

type State = RoomEngineState;

/**
 * What changed between two states of the room, as the events of the SDK. `entry` is the one that made the change,
 * when it was a single one: it says why somebody left.
 */
export function eventsBetween(before: State, after: State, entry?: Entry): RoomEvent[] {
  if (before.room === after.room) return [];
  return [
    ...participantEvents(before, after, entry),
    ...waitingEvents(before.room.waiting, after.room.waiting),
    ...countEvents(before, after),
    ...handEvents(before, after),
    ...chatEvents(before, after),
    ...topologyEvents(before, after, entry),
    ...captureEvents(before.room, after.room, entry),
  ];
}

function participantEvents(before: State, after: State, entry?: Entry): RoomEvent[] {
  const [were, are] = [before.room.participants, after.room.participants];
  const reason = entry?.type === 'participant.left' ? entry.data.reason : 'left';
  const left = Object.values(were)
    .filter(({ id }) => !are[id])
    .map((one): RoomEvent => ({
      name: 'participant-left',
      payload: {
        participant: frameParticipant(before, one),
        reason: after.room.ended ? 'room-ended' : reason,
      },
    }));
  const others = Object.values(are).flatMap((one): RoomEvent[] => {
    const payload = { participant: frameParticipant(after, one) };
    const was = were[one.id];
    if (!was) return [{ name: 'participant-joined', payload }];
    return changed(before, after, was, one) ? [{ name: 'participant-updated', payload }] : [];
  });
  return [...left, ...others];
}

function changed(before: State, after: State, was: Participant, is: Participant): boolean {
  return was !== is || before.room.hands.includes(is.id) !== after.room.hands.includes(is.id);
}

function waitingEvents(were: Record<string, Waiting>, are: Record<string, Waiting>): RoomEvent[] {
  const payload = ({ id, name, since }: Waiting) => ({ participant: { id, name, since } });
  const added = Object.values(are).filter(({ id }) => !were[id]);
  const removed = Object.values(were).filter(({ id }) => !are[id]);
  return [
    ...added.map((one): RoomEvent => ({ name: 'waiting-participant-added', payload: payload(one) })),
    ...removed.map((one): RoomEvent => ({ name: 'waiting-participant-removed', payload: payload(one) })),
  ];
}

function countEvents(before: State, after: State): RoomEvent[] {
  const [was, is] = [selectCounts(before), selectCounts(after)];
  if (was.present === is.present && was.waiting === is.waiting) return [];
  return [{ name: 'participant-counts-updated', payload: { participantCounts: is } }];
}

function handEvents(before: State, after: State): RoomEvent[] {
  const [were, are] = [before.room.hands, after.room.hands];
  if (were.join() === are.join()) return [];
  const event = (name: 'hand-raised' | 'hand-lowered', state: State, id: string): RoomEvent[] => {
    const one = state.room.participants[id];
    return one ? [{ name, payload: { participant: frameParticipant(state, one) } }] : [];
  };
  return [
    ...are.filter((id) => !were.includes(id)).flatMap((id) => event('hand-raised', after, id)),
    ...were.filter((id) => !are.includes(id)).flatMap((id) => event('hand-lowered', after, id)),
    { name: 'hand-queue-updated', payload: { queue: are } },
  ];
}

function chatEvents(before: State, after: State): RoomEvent[] {
  if (before.room.chat === after.room.chat) return [];
  return after.room.chat
    .filter(({ seq }) => seq > before.room.seq)
    .map((message) => ({ name: 'chat-message', payload: chatPayload(message) }));
}

function chatPayload({ id, from, fromName, text, at, to }: ChatMessage): FrameEventPayloads['chat-message'] {
  return { id, fromId: from, fromName, text, at, ...(to === undefined ? {} : { to }) };
}

function topologyEvents(before: State, after: State, entry?: Entry): RoomEvent[] {
  const [from, to] = [before.room.topology, after.room.topology];
  if (from === to) return [];
  const reason = entry?.type === 'topology.changed' ? entry.data.reason : 'resumed';
  return [{ name: 'topology-changed', payload: { from, to, reason } }];
}
