import { newId } from '@cloudmeet/contracts';
import type { Entry } from '@cloudmeet/contracts';
import { expect, test } from 'vitest';
import {
  createRoom,
  createTenant,
  entry,
  nodeOf,
  participantInput,
  startSession,
  times,
  worldOfTest,
} from './world.ts';

const world = worldOfTest();

async function openLog() {
  const { tenant } = await createTenant(world.database);
  const roomId = await createRoom(tenant);
  const session = await startSession(tenant, roomId);
  await tenant.transaction((repos) => repos.leases.acquire(roomId, nodeOf('a'), 60_000));
  const lease = { roomId, epoch: 1 };
  const append = (...entries: Entry[]) =>
    tenant.transaction((repos) => repos.entries.append(session.id, lease, entries));
  const read = (afterSeq = 0, limit = 1000) =>
    tenant.transaction((repos) => repos.entries.readFrom(session.id, afterSeq, limit));
  return { tenant, session, lease, append, read, by: newId('participant') };
}

test('entries come back as they were appended, in their order, from any place', async () => {
  const { append, read, by } = await openLog();
  const messageId = newId('message');
  const said: Entry = {
    seq: 2,
    at: '2026-11-20T10:00:00.123Z',
    by,
    commandId: 'c-2',
    type: 'chat.sent',
    data: { messageId, from: by, fromName: 'Zoë', text: '<script>"\\ü\n👋' },
  };
  const ended: Entry = {
    seq: 3,
    at: '2026-11-20T10:00:00.124Z',
    type: 'session.ended',
    data: { reason: 'empty' },
  };
  expect(await append(entry(1, by), said, ended)).toEqual({ status: 'appended', lastSeq: 3 });
  expect(await read()).toEqual([entry(1, by), said, ended]);
  expect(await read(1, 1)).toEqual([said]);
  expect(await read(3)).toEqual([]);
});

test('a command that is in the log already is named, and nothing of its batch is written', async () => {
  const { append, read, by } = await openLog();
  await append(entry(1, by, 'c-1'), entry(2, by, 'c-2'));
  expect(await append(entry(3, by, 'c-3'), entry(4, by, 'c-1'), entry(5, by, 'c-2'))).toEqual({
    status: 'duplicate',
    duplicates: expect.arrayContaining([
      { participantId: by, commandId: 'c-1', seq: 1 },
      { participantId: by, commandId: 'c-2', seq: 2 },
    ]) as unknown,
  });
  expect(await read()).toHaveLength(2);
  expect(await append(entry(3, by, 'c-3'))).toMatchObject({ status: 'appended' });
});

test('the same command id of another person, or in another session, is another command', async () => {
  const first = await openLog();
  await first.append(entry(1, first.by, 'c-1'));
  expect(await first.append(entry(2, newId('participant'), 'c-1'))).toMatchObject({ status: 'appended' });
  const second = await openLog();
  expect(await second.append(entry(1, first.by, 'c-1'))).toMatchObject({ status: 'appended' });
});

test('one batch cannot carry a command twice', async () => {
  const { append, read, by } = await openLog();
  await expect(append(entry(1, by, 'c-1'), entry(2, by, 'c-1'))).rejects.toThrow(
    /room_entries_command_key|Unique/,
  );
  expect(await read()).toEqual([]);
});

test('a batch that does not follow the log is refused, with the place where the log ends', async () => {
  const { append, by } = await openLog();
  await append(entry(1, by), entry(2, by));
  expect(await append(entry(2, by))).toEqual({ status: 'out-of-order', lastSeq: 2 });
  expect(await append(entry(4, by))).toEqual({ status: 'out-of-order', lastSeq: 2 });
  await expect(append(entry(3, by), entry(5, by))).rejects.toThrow(/not dense/);
  await expect(append()).rejects.toThrow(/nothing to append/);
});

test('an ended session takes no more entries', async () => {
  const { tenant, session, append, by } = await openLog();
  await append(entry(1, by));
  await tenant.transaction((repos) => repos.sessions.end(session.id, 'empty'));
  expect(await append(entry(2, by))).toEqual({ status: 'ended' });
});

test('when two writers of one lease race, the log stays dense and every entry is there once', async () => {
  const { append, read, by } = await openLog();
  const write = async (writer: string) => {
    let next = 1;
    for (let command = 0; command < 25;) {
      const result = await append(entry(next, by, `${writer}-${String(command)}`));
      if (result.status === 'appended') command += 1;
      if (result.status === 'appended' || result.status === 'out-of-order') next = result.lastSeq + 1;
      else throw new Error(`unexpected: ${result.status}`);
    }
  };
  await Promise.all([write('a'), write('b')]);
  const entries = await read();
  expect(entries.map((one) => one.seq)).toEqual(times(50).map((n) => n + 1));
  expect(new Set(entries.map((one) => one.commandId)).size).toBe(50);
});

test('an append is undone with the transaction it belongs to', async () => {
  const { tenant, session, lease, read, append, by } = await openLog();
  const failing = tenant.transaction(async (repos) => {
    await repos.entries.append(session.id, lease, [entry(1, by)]);
    throw new Error('the rest failed');
  });
  await expect(failing).rejects.toThrow('the rest failed');
  expect(await read()).toEqual([]);
  expect(await append(entry(1, by))).toMatchObject({ status: 'appended' });
});

test('RC-18 what happened during a recording is found however much happened before it', async () => {
  const { tenant, session, append } = await openLog();
  const person = participantInput(session.id);
  await tenant.transaction((repos) => repos.participants.join(person, 10));
  const at = (second: number) => new Date(Date.UTC(2026, 10, 20, 10, 0, second));
  const layouts = ['speaker', 'grid'] as const;
  // each second somebody begins to show their screen, and the layout changes
  for (let second = 0; second < 12; second += 1) {
    const when = at(second).toISOString();
    await append(
      {
        ...{ seq: 2 * second + 1, at: when, by: person.id, type: 'media.changed' },
        data: { participantId: person.id, audio: false, video: false, screen: true },
      },
      {
        ...{ seq: 2 * second + 2, at: when, by: person.id, type: 'layout.set' },
        data: { layout: layouts[second % 2] ?? 'grid' },
      },
    );
  }
  const window = { from: new Date(at(7).getTime() + 500), to: at(10), max: 2 };
  const [shown, laidOut] = await tenant.transaction(async (repos) => [
    await repos.history.presentations(session.id, window),
    await repos.history.layouts(session.id, { ...window, max: 10 }),
  ]);
  expect(shown.map((one) => one.at)).toEqual([at(8), at(9)]);
  // how it was when it began is told, too
  expect(laidOut).toEqual([
    { at: at(7), layout: 'grid' },
    { at: at(8), layout: 'speaker' },
    { at: at(9), layout: 'grid' },
  ]);
});
