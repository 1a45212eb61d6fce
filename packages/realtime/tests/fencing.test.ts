import { startTcpRelay } from '@cloudmeet/testing';
import type { TcpRelay } from '@cloudmeet/testing';
import { expect, onTestFinished, test } from 'vitest';
import { codeOf, worldOfFile } from './world-of-file.ts';

/** Nodes that look after rooms of others so seldom that in a test only those who are asked take a room over. */
const patient = { config: { leaseTtlMs: 600_000 } };
const use = worldOfFile(patient);

/** A condition that a busy machine brings late holds all the same. */
const patience = { timeout: 30_000, interval: 50 };

async function logOf(sessionId: string) {
  const { tenantId } = use.world.tenant;
  return use.world.database
    .forTenant({ tenantId })
    .transaction((repos) => repos.entries.readFrom(sessionId, 0, 1000));
}

/** The room's lease ends, as if its node had been away for long: the next who asks gets the room. */
async function expireLease(roomId: string): Promise<void> {
  const lease = await use.world.database.system.findLease(roomId);
  if (!lease) throw new Error('Nobody holds the room.');
  await use.world.database
    .forTenant({ tenantId: lease.tenantId })
    .transaction((repos) => repos.leases.release(roomId, lease.nodeId, lease.epoch));
}

test('RL-39 a node that does not have the room says who has it', async () => {
  const other = await use.world.startNode(patient);
  const roomId = await use.world.tenant.createRoom();
  await use.world.person(use.node, roomId);
  const client = use.world.client(other, roomId);
  expect(await codeOf(client.hello(use.world.tenant.token(roomId)))).toBe('room-elsewhere');
  expect(client.bye).toMatchObject({ retryable: true, socketUrl: use.node.socketUrl });
});

test('RL-39 a node with a stale epoch writes nothing, and sends everybody to the new one', async () => {
  const other = await use.world.startNode(patient);
  const roomId = await use.world.tenant.createRoom();
  const old = await use.world.person(use.node, roomId, { role: 'host' });
  await old.cmd('chat.send', { text: 'before' });
  await expireLease(roomId);
  const fresh = await use.world.person(other, roomId, { role: 'host' });
  expect(fresh.state.chat.map(({ text }) => text)).toEqual(['before']);

  const answered: string[] = [];
  void codeOf(old.cmd('chat.send', { text: 'stale' })).then((code) => answered.push(code));
  expect(await old.untilClosed()).toMatchObject({ code: 'room-elsewhere', socketUrl: other.socketUrl });
  expect(answered).toEqual([]);

  const seq = await fresh.cmd('chat.send', { text: 'after' });
  const log = await logOf(fresh.state.sessionId ?? '');
  expect(log.map((entry) => entry.seq)).toEqual(Array.from({ length: seq }, (_, index) => index + 1));
  expect(log.flatMap((entry) => (entry.type === 'chat.sent' ? [entry.data.text] : []))).toEqual([
    'before',
    'after',
  ]);
});

test('RL-40 the seat of somebody survives their node: they resume at the next one', async () => {
  const other = await use.world.startNode(patient);
  const roomId = await use.world.tenant.createRoom();
  const person = await use.world.person(use.node, roomId);
  await expireLease(roomId);
  await use.world.person(other, roomId);
  person.cut();
  await person.untilClosed();
  person.options.socketUrl = other.socketUrl;
  await person.resume();
  expect(Object.keys(person.state.participants)).toHaveLength(2);
  expect(person.view.gaps).toEqual([]);
});

test('RL-40 a room whose node died is looked after although nobody comes back', async () => {
  const roomId = await use.world.tenant.createRoom();
  const doomed = await use.world.startNode(patient);
  const person = await use.world.person(doomed, roomId);
  const keeper = await use.world.startNode({
    config: { resumeGraceMs: 100, emptySessionMs: 100, leaseTtlMs: 600 },
  });
  onTestFinished(() => keeper.close());
  await expireLease(roomId);
  const { tenantId } = use.world.tenant;
  const live = () =>
    use.world.database.forTenant({ tenantId }).transaction((repos) => repos.sessions.findLive(roomId));
  await expect.poll(live, patience).toBeNull();
  const log = await logOf(person.state.sessionId ?? '');
  expect(log.slice(-2).map(({ type }) => type)).toEqual(['participant.left', 'session.ended']);
  expect(log.at(-2)?.data).toMatchObject({ reason: 'connection-lost' });
}, 60_000);

test('RL-37, RL-41 a node that is stopped gives its rooms up first, and the sessions go on elsewhere', async () => {
  const roomId = await use.world.tenant.createRoom();
  const stopping = await use.world.startNode(patient);
  const people = [await use.world.person(stopping, roomId), await use.world.person(stopping, roomId)];
  const seq = await people[0]?.cmd('chat.send', { text: 'see you' });
  await people[1]?.untilSeq(seq ?? 0);
  await stopping.close();
  for (const person of people)
    expect(await person.untilClosed()).toMatchObject({ code: 'draining', retryable: true });
  for (const person of people) {
    person.options.socketUrl = use.node.socketUrl;
    await person.resume();
    expect(person.state.chat.map(({ text }) => text)).toEqual(['see you']);
    expect(Object.keys(person.state.participants)).toHaveLength(2);
  }
});

test('RL-4, RL-41 what was said while a node was stopped is said once, at the next one', async () => {
  const roomId = await use.world.tenant.createRoom();
  const stopping = await use.world.startNode(patient);
  const person = await use.world.person(stopping, roomId);
  const texts = Array.from({ length: 40 }, (_, index) => `message ${String(index)}`);
  const said = texts.map((text) => person.cmd('chat.send', { text }));
  await said[0];
  const closing = stopping.close();
  await person.untilClosed();
  await closing;
  person.options.socketUrl = use.node.socketUrl;
  await person.resume();
  const seqs = await Promise.all(said);
  await person.untilSeq(Math.max(...seqs));
  expect(new Set(seqs).size).toBe(texts.length);
  expect(person.state.chat.map(({ text }) => text).toSorted()).toEqual(texts.toSorted());
  expect(person.view.gaps).toEqual([]);
});

/** A node whose way to the database can be cut. */
async function nodeBehindRelay(): Promise<{ relay: TcpRelay; databaseUrl: string }> {
  const url = new URL(use.world.testDatabase.appUrl);
  const relay = await startTcpRelay({ target: { port: Number(url.port) }, seed: 5 });
  onTestFinished(() => relay.close());
  url.port = String(relay.port);
  return { relay, databaseUrl: url.href };
}

test('RL-42 what was under way when the database went away is done once, and what comes meanwhile is refused', async () => {
  const { relay, databaseUrl } = await nodeBehindRelay();
  const node = await use.world.startNode({
    databaseUrl,
    database: { connectionTimeoutMs: 2000 },
    ...patient,
  });
  const roomId = await use.world.tenant.createRoom();
  const person = await use.world.person(node, roomId);
  const seqBefore = person.state.seq;
  relay.set({ blackhole: true });
  const underWay = person.cmd('chat.send', { text: 'under way' });
  await expect.poll(() => relay.swallowedBytes(), patience).toBeGreaterThan(0);
  relay.cut();
  await expect.poll(() => codeOf(person.command('presence.probe', {})), patience).toBe('command-unknown');
  await expect.poll(() => codeOf(person.cmd('hand.raise', {})), patience).toBe('unavailable');
  relay.set({});
  expect(await underWay).toBe(seqBefore + 1);
  await expect.poll(() => codeOf(person.cmd('hand.raise', {})), patience).toBe('nothing');
  expect(person.state.chat.map(({ text }) => text)).toEqual(['under way']);
  expect(person.view.gaps).toEqual([]);
}, 120_000);
