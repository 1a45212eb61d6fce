import { defaultPolicies, newId } from '@cloudmeet/contracts';
import type { Entry, EntryBody, Participant } from '@cloudmeet/contracts';
import type { Lease, RoomCommit } from '../../src/room/room-store.ts';
import type { Presence } from '../../src/room/room-view.ts';

export const at = '2027-01-15T08:00:00.000Z';

export function entryOf(seq: number, body: EntryBody, more: Partial<Entry> = {}): Entry {
  return { ...body, seq, at, ...more } as Entry;
}

export function personOf(id = newId('participant')): { participant: Participant; presence: Presence } {
  return {
    participant: {
      ...{ id, userId: `user of ${id}`, name: 'Anna', role: 'host', joinedAt: at },
      ...{ audio: false, video: false, screen: false, granted: [] },
      metadata: { team: 'Ops' },
    },
    presence: {
      ...{ participantId: id, userId: `user of ${id}`, tokenId: `token of ${id}` },
      ...{ grants: ['chat.send'], credentialHash: 'a'.repeat(64) },
    },
  };
}

const rest = { left: [], joined: [], roles: [], bans: [], captures: [], stops: [], events: [] };

/** The first commit of a session: it starts and somebody joins. */
export function startOf(lease: Lease, sessionId = newId('session'), person = personOf()): RoomCommit {
  const starts = entryOf(1, {
    type: 'session.started',
    data: { sessionId, roomId: lease.roomId, topology: 'p2p', policies: defaultPolicies, locked: false },
  }) as NonNullable<RoomCommit['starts']>;
  const joined = entryOf(2, { type: 'participant.joined', data: { participant: person.participant } });
  return { ...rest, lease, sessionId, starts, entries: [starts, joined], joined: [person] };
}

export function raiseOf(
  lease: Lease,
  sessionId: string,
  seq: number,
  more: Partial<RoomCommit> = {},
): RoomCommit {
  const raised = entryOf(seq, { type: 'hand.raised', data: { participantId: newId('participant') } });
  return { ...rest, lease, sessionId, entries: [raised], ...more };
}

export function captureOf(): RoomCommit['captures'][number] {
  return {
    ...{
      id: newId('recording'),
      kind: 'recording',
      audioOnly: false,
      audioCodec: 'aac',
      hls: false,
      targets: [],
      at,
    },
    startedBy: { kind: 'automatic', id: null, name: null },
  };
}

export function endOf(lease: Lease, sessionId: string, seq: number): RoomCommit {
  const ended = entryOf(seq, { type: 'session.ended', data: { reason: 'empty' } });
  return { ...rest, lease, sessionId, entries: [ended], ends: { reason: 'empty', at } };
}
