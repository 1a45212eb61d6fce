import { reduceRoom } from '@cloudmeet/contracts';
import type { Entry, LeaveReason, Participant, RoomEvent, RoomState } from '@cloudmeet/contracts';
import type { RequestedCapture } from './requested-capture.ts';
import type { Lease, RoomCommit } from './room-store.ts';
import type { Ban, Presence } from './room-view.ts';

type Mutable<Type> = {
  -readonly [Key in keyof Type]: Type[Key] extends readonly (infer One)[] ? One[] : Type[Key];
};
type Draft = Mutable<RoomCommit>;

interface Session {
  roomId: string;
  sessionId: string;
}

function leftEvent(
  session: Session,
  participant: Participant,
  reason: LeaveReason,
  leftAt: string,
): RoomEvent {
  return { type: 'participant.left', data: { ...session, participant, reason, leftAt } };
}

/** What the customer is told of an entry, judged by the room before it. */
function eventsOf(session: Session, before: RoomState, entry: Entry): RoomEvent[] {
  switch (entry.type) {
    case 'session.started':
      return [{ type: 'session.started', data: { ...session, startedAt: entry.at } }];
    case 'participant.joined':
      return [{ type: 'participant.joined', data: { ...session, participant: entry.data.participant } }];
    case 'participant.left': {
      const participant = before.participants[entry.data.participantId];
      return participant ? [leftEvent(session, participant, entry.data.reason, entry.at)] : [];
    }
    case 'lobby.waiting':
      return [{ type: 'lobby.waiting', data: { ...session, waiting: entry.data.waiting } }];
    case 'topology.changed':
      return [{ type: 'topology.changed', data: { ...session, ...entry.data, changedAt: entry.at } }];
    case 'session.ended':
      return [
        ...Object.values(before.participants).map((one) => leftEvent(session, one, 'room-ended', entry.at)),
        {
          type: 'session.ended',
          data: {
            ...session,
            reason: entry.data.reason,
            startedAt: before.startedAt ?? entry.at,
            endedAt: entry.at,
          },
        },
      ];
    default:
      return [];
  }
}

/** The private halves of what entries say. */
export interface CommitSecrets {
  presences: ReadonlyMap<string, Presence>;
  bans: readonly Ban[];
  captures: readonly RequestedCapture[];
}

/** A recording or a stream begins, or is to stop. */
function addCapture(draft: Draft, entry: Entry, captures: readonly RequestedCapture[]): void {
  const { type, data, at } = entry;
  if (type === 'recording.requested' || type === 'stream.requested') {
    const id = type === 'recording.requested' ? data.recordingId : data.streamId;
    const capture = captures.find((one) => one.id === id);
    if (!capture) throw new Error(`Nobody asked for capture ${id}.`);
    draft.captures.push({ ...capture, at });
  }
  if (type === 'recording.stopping')
    draft.stops.push({ captureId: data.recordingId, reason: data.reason, at });
  if (type === 'stream.stopping') draft.stops.push({ captureId: data.streamId, reason: data.reason, at });
}

/** What an entry changes besides the log. */
function addRows(draft: Draft, entry: Entry, { presences, captures }: CommitSecrets): void {
  addCapture(draft, entry, captures);
  switch (entry.type) {
    case 'session.started':
      draft.starts = entry;
      return;
    case 'participant.joined': {
      const presence = presences.get(entry.data.participant.id);
      if (!presence) throw new Error(`Nobody vouches for participant ${entry.data.participant.id}.`);
      draft.joined.push({ participant: entry.data.participant, presence });
      return;
    }
    case 'participant.left':
      draft.left.push({ ...entry.data, at: entry.at });
      return;
    case 'participant.roleChanged':
      draft.roles.push(entry.data);
      return;
    case 'room.locked':
      draft.locked = entry.data.locked;
      return;
    case 'topology.changed':
      draft.topology = entry.data.to;
      return;
    case 'session.ended':
      draft.ends = { reason: entry.data.reason, at: entry.at };
      draft.locked = false;
      return;
    default:
  }
}

/** Everything that one batch of entries writes. `before` is the room before the first of them. */
export function describeCommit(
  lease: Lease,
  before: RoomState,
  entries: readonly Entry[],
  secrets: CommitSecrets,
): RoomCommit {
  const first = entries[0];
  const sessionId = first?.type === 'session.started' ? first.data.sessionId : before.sessionId;
  if (sessionId === null) throw new Error('There is no session to write to.');
  const session = { roomId: lease.roomId, sessionId };
  const draft: Draft = {
    lease,
    sessionId,
    entries: [...entries],
    left: [],
    joined: [],
    roles: [],
    bans: [...secrets.bans],
    captures: [],
    stops: [],
    events: [],
  };
  let state = first?.type === 'session.started' ? { ...before, seq: 0 } : before;
  for (const entry of entries) {
    addRows(draft, entry, secrets);
    draft.events.push(...eventsOf(session, state, entry));
    state = reduceRoom(state, entry);
  }
  return draft;
}
