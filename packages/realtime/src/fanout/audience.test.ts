import { defaultPolicies, emptyRoomState, limits, newId, reduceRoom } from '@cloudmeet/contracts';
import type {
  CloudMeetError,
  Entry,
  EntryBody,
  Participant,
  RoomState,
  ServerFrame,
} from '@cloudmeet/contracts';
import { FakeClock } from '@cloudmeet/testing';
import { expect, test } from 'vitest';
import { Audience } from './audience.ts';
import type { Link } from './link.ts';
import { LogWindow } from './log-window.ts';
import { Member } from './member.ts';

class FakeLink implements Link {
  readonly frames: ServerFrame[] = [];
  readonly buffers: Buffer[] = [];
  said: CloudMeetError | undefined;
  isOpen = true;
  bufferedBytes = 0;

  send(frame: ServerFrame): void {
    this.frames.push(frame);
  }
  sendEncoded(frame: Buffer): void {
    this.buffers.push(frame);
    this.frames.push(JSON.parse(frame.toString()) as ServerFrame);
  }
  bye(error: CloudMeetError): void {
    this.said ??= error;
  }
  close(): void {
    this.isOpen = false;
  }
}

function participant(id: string, role: Participant['role']): Participant {
  const joinedAt = '2027-01-15T08:00:00.000Z';
  return {
    id,
    userId: id,
    name: 'A',
    role,
    joinedAt,
    audio: false,
    video: false,
    screen: false,
    granted: [],
  };
}

/** A room of people and an audience, without a writer. */
function stage(roles: readonly Participant['role'][]) {
  const clock = new FakeClock();
  const window = new LogWindow();
  let state: RoomState = emptyRoomState;
  const audience = new Audience({
    clock,
    window,
    state: () => state,
    sightOf: (participantId) => {
      const one = state.participants[participantId];
      return (
        one && { participantId, standing: { role: one.role, grants: undefined }, policies: defaultPolicies }
      );
    },
  });
  const log = (...bodies: EntryBody[]) => {
    const entries = bodies.map((body, index): Entry => ({
      ...body,
      seq: state.seq + 1 + index,
      at: '2027-01-15T08:00:00.000Z',
    }));
    state = entries.reduce(reduceRoom, state);
    window.push(entries);
    audience.publish();
  };
  const ids = roles.map(() => newId('participant'));
  log(
    ...ids.map((id, index): EntryBody => ({
      type: 'participant.joined',
      data: { participant: participant(id, roles[index] ?? 'attendee') },
    })),
  );
  const links = ids.map((id, index) => {
    const link = new FakeLink();
    audience.add(new Member(id, link, state.seq, roles[index] !== 'attendee'));
    return link;
  });
  const say = (text: string, from = 0, to?: number): EntryBody => {
    const data = { messageId: newId('message'), from: ids[from] ?? '', fromName: 'A', text };
    return { type: 'chat.sent', data: to === undefined ? data : { ...data, to: ids[to] ?? '' } };
  };
  return { clock, audience, log, ids, links, say, seq: () => state.seq };
}

const entriesOf = (link: FakeLink) =>
  link.frames.flatMap((frame) =>
    frame.t === 'batch' ? frame.entries.map(({ seq, type }) => [seq, type]) : [],
  );

test('RL-36 those who see the same get the very same bytes', async () => {
  const { clock, log, links, say } = stage(['host', 'attendee', 'attendee']);
  log(say('hello'));
  await clock.advance(limits.tickMs);
  const [host, one, other] = links.map(({ buffers }) => buffers[0]);
  expect(one).toBeDefined();
  expect(one).toBe(other);
  expect(host).toBe(one);
});

test('RL-7 those who see less get their own bytes, with the same seq', async () => {
  const { clock, log, links, say } = stage(['host', 'attendee', 'attendee', 'attendee']);
  log(say('psst', 1, 2));
  await clock.advance(limits.tickMs);
  expect(links.map((link) => entriesOf(link)[0])).toEqual([
    [5, 'hidden'],
    [5, 'chat.sent'],
    [5, 'chat.sent'],
    [5, 'hidden'],
  ]);
  expect(links[0]?.buffers[0]).toBe(links[3]?.buffers[0]);
});

test('RL-36 the first broadcast after a pause goes out at once, the next ones together', async () => {
  const { clock, log, links, say } = stage(['host']);
  await clock.advance(1000);
  log(say('one'));
  await clock.advance(1);
  expect(links[0]?.frames).toHaveLength(1);
  for (const text of ['two', 'three', 'four']) log(say(text));
  await clock.advance(limits.tickMs - 2);
  expect(links[0]?.frames).toHaveLength(1);
  await clock.advance(2);
  expect(links[0]?.frames).toHaveLength(2);
  expect(entriesOf(links[0] ?? new FakeLink())).toHaveLength(4);
});

test('RL-35 a client that acknowledges nothing is held back, then told, and costs nothing meanwhile', async () => {
  const { clock, audience, log, links, say, ids } = stage(['host', 'attendee']);
  const [fast, slow] = links;
  for (let count = 0; count < 100; count += 1) {
    log(say('x'.repeat(4000)));
    await clock.advance(limits.tickMs);
    audience.get(ids[0] ?? '')?.acknowledged(audience.get(ids[0] ?? '')?.sentSeq ?? 0);
  }
  expect(fast?.frames).toHaveLength(100);
  const sentBytes = slow?.buffers.reduce((sum, { byteLength }) => sum + byteLength, 0) ?? 0;
  expect(sentBytes).toBeGreaterThan(limits.unacknowledgedBytes);
  expect(sentBytes).toBeLessThan(limits.unacknowledgedBytes + 10_000);
  await clock.advance(limits.slowConsumerMs + limits.tickMs);
  expect(slow?.said?.code).toBe('slow-consumer');
  expect(fast?.said).toBeUndefined();
});

test('RL-35 who acknowledges half of the window gets all they missed in one frame', async () => {
  const { clock, audience, log, links, say, ids, seq } = stage(['host']);
  const link = links[0] ?? new FakeLink();
  for (let count = 0; count < 100; count += 1) {
    log(say('x'.repeat(4000)));
    await clock.advance(limits.tickMs);
  }
  const before = link.frames.length;
  audience.get(ids[0] ?? '')?.acknowledged(audience.get(ids[0] ?? '')?.sentSeq ?? 0);
  await clock.advance(limits.tickMs);
  expect(link.frames).toHaveLength(before + 1);
  expect(entriesOf(link).map(([number]) => number)).toEqual(
    Array.from({ length: 100 }, (_, index) => index + 2),
  );
  expect(entriesOf(link).at(-1)?.[0]).toBe(seq());
});

test('RL-35 who missed more than can be replayed gets a snapshot', async () => {
  const { clock, audience, log, links, say, ids } = stage(['host']);
  const link = links[0] ?? new FakeLink();
  for (let count = 0; count < limits.replayEntriesMax + 100; count += 1) log(say('x'.repeat(4000)));
  link.bufferedBytes = limits.unacknowledgedBytes + 1;
  await clock.advance(limits.tickMs);
  expect(link.frames).toEqual([]);
  link.bufferedBytes = 0;
  await clock.advance(limits.tickMs);
  expect(link.frames.map(({ t }) => t)).toEqual(['snapshot']);
  expect(audience.get(ids[0] ?? '')?.sentSeq).toBe(limits.replayEntriesMax + 101);
});

test('RL-35 signals wait for who is held back, reactions do not; too many signals end it', async () => {
  const { clock, audience, links, ids } = stage(['host', 'attendee']);
  const slow = links[1] ?? new FakeLink();
  const [from = '', to = ''] = ids;
  const signal = { e: 'signal', from, signal: { kind: 'reset', connection: 'c' } } as const;
  slow.bufferedBytes = limits.unacknowledgedBytes + 1;
  audience.passTo(to, signal);
  audience.passToAll({ ephemeral: { e: 'reaction', from, reaction: '👍' } });
  await clock.advance(limits.tickMs);
  expect(slow.frames).toEqual([]);
  slow.bufferedBytes = 0;
  await clock.advance(2 * limits.tickMs);
  expect(slow.frames).toMatchObject([{ t: 'batch', ephemeral: [{ e: 'signal' }] }]);
  slow.bufferedBytes = limits.unacknowledgedBytes + 1;
  for (let count = 0; count <= 256; count += 1) audience.passTo(to, signal);
  expect(slow.said?.code).toBe('slow-consumer');
});

test('RL-27 presence is told as latest values, at most every 250 ms', async () => {
  const { clock, audience, links, ids } = stage(['host', 'attendee']);
  const [anna = ''] = ids;
  const told = () =>
    (links[1]?.frames ?? []).flatMap((frame) => (frame.t === 'batch' ? frame.ephemeral : []));
  await clock.advance(1000);
  for (const quality of ['fair', 'poor', 'fair', 'poor'] as const) {
    audience.mark(anna, { quality });
    await clock.advance(60);
  }
  await clock.advance(1000);
  expect(told()).toEqual([
    { e: 'presence', of: { [anna]: { connected: true, quality: 'fair' } } },
    { e: 'presence', of: { [anna]: { connected: true, quality: 'poor' } } },
  ]);
  audience.mark(anna, { quality: 'poor' });
  await clock.advance(1000);
  expect(told()).toHaveLength(2);
});
