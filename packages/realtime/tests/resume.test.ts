import { limits } from '@cloudmeet/contracts';
import { RoomClient, startTcpRelay } from '@cloudmeet/testing';
import { expect, onTestFinished, test } from 'vitest';
import { codeOf, worldOfFile } from './world-of-file.ts';

const use = worldOfFile();

async function pair() {
  const roomId = await use.world.tenant.createRoom();
  const host = await use.world.person(use.node, roomId, { role: 'host' });
  const guest = await use.world.person(use.node, roomId);
  return { roomId, host, guest };
}

async function say(client: RoomClient, count: number): Promise<number> {
  const seqs = [];
  for (let index = 0; index < count; index += 1)
    seqs.push(await client.cmd('chat.send', { text: String(index) }));
  return Math.max(...seqs);
}

test('RL-30 whoever comes back gets what they missed, each entry once', async () => {
  const { host, guest } = await pair();
  guest.cut();
  const seq = await say(host, 5);
  const resumed = await guest.resume();
  expect(resumed.entries.at(-1)?.seq).toBe(seq);
  expect(guest.state.chat.map(({ text }) => text)).toEqual(['0', '1', '2', '3', '4']);
  expect(guest.view.gaps).toEqual([]);
  expect(Object.keys(host.state.participants)).toHaveLength(2);
});

test('RL-30 a connection that hangs is replaced by the new one of the same participant', async () => {
  const { roomId, host, guest } = await pair();
  const second = use.world.client(use.node, roomId);
  second.welcome = guest.welcome;
  second.view.state = guest.state;
  await second.resume();
  expect((await guest.untilClosed())?.code).toBe('replaced');
  expect(await codeOf(second.cmd('chat.send', { text: 'here again' }))).toBe('nothing');
  await host.until('the message', (state) => state.chat.length === 1);
  expect(host.state.participants[second.participantId]).toBeDefined();
});

test('RL-30 more than can be replayed is a snapshot', async () => {
  const { roomId, host, guest } = await pair();
  const raisers = await Promise.all([1, 2, 3, 4].map(() => use.world.person(use.node, roomId)));
  guest.cut();
  // Every command is an entry; each connection stays below what it may send at once.
  const perRaiser = Math.ceil(limits.replayEntriesMax / raisers.length / 2) + 1;
  const wave = (raiser: RoomClient) =>
    Array.from({ length: perRaiser }).flatMap(() => [
      raiser.cmd('hand.raise', {}),
      raiser.cmd('hand.lower', {}),
    ]);
  const seqs = await Promise.all(raisers.flatMap(wave));
  const resumed = await guest.resume();
  expect(resumed.entries).toEqual([]);
  await guest.next('snapshot');
  await host.untilSeq(Math.max(...seqs));
  expect(guest.state).toEqual(host.state);
});

test('RL-30 a seq of the future, or from before a change of sight, is a snapshot', async () => {
  const { host, guest } = await pair();
  guest.cut();
  await host.cmd('participant.changeRole', { participantId: guest.participantId, role: 'moderator' });
  expect((await guest.resume()).entries).toEqual([]);
  await guest.next('snapshot');
  expect(guest.state).toEqual(host.state);
  guest.cut();
  const from = guest.frames.length;
  expect((await guest.resume(1_000_000)).entries).toEqual([]);
  await guest.next('snapshot', from);
});

test('RL-30 a wrong credential, and the credential of somebody else, are refused alike', async () => {
  const { host, guest } = await pair();
  const refused = async (participantId: string, credential: string) => {
    const thief = use.world.client(use.node, host.options.roomId);
    if (!host.welcome) throw new Error('The host is in.');
    thief.welcome = { ...host.welcome, participantId, resume: { credential, graceMs: 0 } };
    return codeOf(thief.resume(1));
  };
  expect(await refused(host.participantId, guest.welcome?.resume.credential ?? '')).toBe('resume-expired');
  expect(await refused(guest.participantId, 'x'.repeat(43))).toBe('resume-expired');
  expect(host.isOpen && guest.isOpen).toBe(true);
});

test('RL-30 the credential has at least 128 bits and is not stored', async () => {
  const { host } = await pair();
  const credential = host.welcome?.resume.credential ?? '';
  expect(credential).toMatch(/^[0-9A-Za-z]{43}$/);
  const { tenantId } = use.world.tenant;
  const stored = await use.world.database
    .forTenant({ tenantId })
    .transaction((repos) => repos.participants.findById(host.participantId));
  expect(JSON.stringify(stored)).not.toContain(credential);
});

test('RL-1, RL-4 over a network that dies again and again nothing is lost, doubled or out of order', async () => {
  const { roomId, host } = await pair();
  const relay = await startTcpRelay({
    target: { port: use.node.http.port },
    seed: 20_261_121,
    delayMs: 2,
    jitterMs: 5,
  });
  onTestFinished(() => relay.close());
  const client = new RoomClient({ socketUrl: `ws://127.0.0.1:${String(relay.port)}/rt`, roomId });
  onTestFinished(() => client.close());
  await client.enter(use.world.tenant.token(roomId));
  const texts = Array.from({ length: 60 }, (_, index) => `message ${String(index)}`);
  const acknowledged: Promise<number>[] = [];
  for (const [index, text] of texts.entries()) {
    acknowledged.push(client.cmd('chat.send', { text }));
    if (index % 12 !== 11) continue;
    relay.cut();
    await client.untilClosed();
    await client.resume();
  }
  const seqs = await Promise.all(acknowledged);
  await host.untilSeq(Math.max(...seqs));
  expect(host.state.chat.map(({ text }) => text)).toEqual(texts);
  expect(new Set(seqs).size).toBe(texts.length);
  expect([...client.view.gaps, ...host.view.gaps]).toEqual([]);
  await client.untilSeq(host.state.seq);
  expect(client.state).toEqual(host.state);
});

test('RL-4 the same command sent twice is done once and acknowledged twice', async () => {
  const { host, guest } = await pair();
  const first = await guest.command('chat.send', { text: 'once' }, 'same-id');
  const second = await guest.command('chat.send', { text: 'once' }, 'same-id');
  expect(second).toBe(first);
  expect(await host.command('chat.send', { text: 'mine' }, 'same-id')).toBeGreaterThan(first);
  expect(host.state.chat.map(({ text }) => text)).toEqual(['once', 'mine']);
});

test('RL-4 of the entries of one command only the last bears its id, and all bear who did it', async () => {
  const { host, guest } = await pair();
  await guest.cmd('media.publish', { kinds: ['audio', 'video'] });
  const seq = await host.command('room.updatePolicy', { policies: { 'media.publish': 'off' } }, 'policy');
  await guest.untilSeq(seq);
  const entries = guest.view.entries.slice(-2);
  expect(entries.map(({ type, by, commandId }) => [type, by, commandId])).toEqual([
    ['room.policyChanged', host.participantId, undefined],
    ['media.changed', host.participantId, 'policy'],
  ]);
});

test('RL-3 the acknowledgement follows its own entries', async () => {
  const { guest } = await pair();
  const seq = await guest.cmd('chat.send', { text: 'mine' });
  expect(guest.state.seq).toBe(seq);
});

test('RL-5 a refusal is told to its sender alone and changes nothing', async () => {
  const { host, guest } = await pair();
  const before = await host.cmd('room.lock', { locked: false });
  expect(await codeOf(guest.cmd('room.lock', { locked: true }))).toBe('not-permitted');
  expect(await host.cmd('room.lock', { locked: false })).toBe(before);
  expect(host.frames.some(({ t }) => t === 'err')).toBe(false);
});
