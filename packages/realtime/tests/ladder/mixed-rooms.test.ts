import { newId } from '@cloudmeet/contracts';
import type { MixerReply } from '@cloudmeet/contracts';
import type { RoomClient } from '@cloudmeet/testing';
import { expect, test } from 'vitest';
import { codeOf, worldOfFile } from '../world-of-file.ts';
import { MediaStage, newest, publishers, untilMixer } from './stage.ts';

const use = worldOfFile();

const offer = (connection = 'c1') => ({ kind: 'offer', connection, sdp: 'v=0', tracks: {} }) as const;
const repliesOf = ({ view }: RoomClient) =>
  view.ephemerals.flatMap((one): MixerReply[] => (one.e === 'mixer' ? [one.reply] : []));

async function mixedRoom(stage: MediaStage, people = 1) {
  const roomId = await use.world.tenant.createRoom({ mode: 'mixed' });
  const clients = await publishers(use.world, use.node, roomId, people);
  const [first] = clients;
  if (!first) throw new Error('Nobody is in the room.');
  const mixer = await untilMixer(first);
  const node = stage.mixing(mixer);
  if (!node) throw new Error('No node mixes the room.');
  return { roomId, clients, first, mixer, node };
}

test('RL-45 a room of mode mixed is mixed from its first moment on', async () => {
  await using stage = new MediaStage(use.world);
  await stage.start();
  const { first, node, mixer } = await mixedRoom(stage);
  expect(first.welcome?.state).toMatchObject({ topology: 'mixed', preparing: null });
  expect(first.welcome?.limits.publishersMax).toBe(100);
  expect(node.mixes.get(mixer.id)?.open).toMatchObject({
    ...{ mixer, tenantId: use.world.tenant.tenantId, sessionId: first.state.sessionId },
  });
});

test('RL-52 the node knows who is in the room, what they share and how they are arranged', async () => {
  await using stage = new MediaStage(use.world);
  await stage.start();
  const { first, node, roomId } = await mixedRoom(stage);
  const other = await use.world.person(use.node, roomId, { name: 'Ben' });
  await first.cmd('layout.set', { layout: 'speaker' });
  await first.cmd('spotlight.set', { participantId: other.participantId });
  await first.cmd('media.unpublish', { kinds: ['video'] });
  await expect
    .poll(() => node.mix.room)
    .toMatchObject({
      ...{ layout: 'speaker', spotlight: other.participantId },
      people: [
        { participantId: first.participantId, audio: true, video: false, screen: false },
        { participantId: other.participantId, name: 'Ben', audio: false, video: false },
      ],
    });
  await other.leave();
  await expect.poll(() => node.mix.room?.people).toHaveLength(1);
});

test('RL-51 what a client says to the mixer reaches it, and the answer reaches that client alone', async () => {
  await using stage = new MediaStage(use.world);
  await stage.start();
  const { clients, first, mixer, node } = await mixedRoom(stage, 2);
  await first.cmd('mixer.send', { mixer, request: offer() });
  await expect
    .poll(() => node.mix.requests)
    .toEqual([{ participantId: first.participantId, request: offer() }]);
  const reply = { kind: 'answer', connection: 'c1', sdp: 'v=0' } as const;
  node.say({ t: 'reply', mixerId: mixer.id, participantId: first.participantId, reply });
  await expect.poll(() => repliesOf(first)).toEqual([reply]);
  await clients[1]?.cmd('hand.raise', {});
  await first.untilSeq(clients[1]?.state.seq ?? 0);
  expect(clients.slice(1).flatMap(repliesOf)).toEqual([]);
});

test('RL-51 signals to a mixer that the room does not have are refused, and so are too many', async () => {
  await using stage = new MediaStage(use.world);
  await stage.start();
  const { first, mixer, node } = await mixedRoom(stage);
  for (const wrong of [
    { ...mixer, generation: 2 },
    { ...mixer, id: newId('mixer') },
  ])
    expect(await codeOf(first.cmd('mixer.send', { mixer: wrong, request: offer() }))).toBe('mixer-replaced');
  const codes = await Promise.all(
    Array.from({ length: 150 }, () => codeOf(first.cmd('mixer.send', { mixer, request: offer() }))),
  );
  expect(new Set(codes)).toEqual(new Set(['nothing', 'flooding']));
  expect(node.mix.requests.length).toBeLessThan(110);
});

test('RL-53 of layouts and levels everybody gets the newest, and whoever comes late at once', async () => {
  await using stage = new MediaStage(use.world);
  await stage.start();
  const { first, mixer, node, roomId } = await mixedRoom(stage);
  for (let number = 1; number <= 40; number += 1)
    node.say({ t: 'layout', mixerId: mixer.id, map: { number, tiles: [], unseen: 0 } });
  const layouts = ({ view }: RoomClient) =>
    view.ephemerals.flatMap((one) => (one.e === 'layout' ? [one.map.number] : []));
  await expect.poll(() => layouts(first).at(-1)).toBe(40);
  expect(layouts(first).length).toBeLessThan(10);
  const speaker = first.participantId;
  node.say({ t: 'levels', mixerId: mixer.id, of: { [speaker]: -20 }, speaker });
  const late = await use.world.person(use.node, roomId);
  await expect.poll(() => layouts(late)).toEqual([40]);
  await expect
    .poll(() => late.view.ephemerals.find((one) => one.e === 'levels'))
    .toEqual({ e: 'levels', of: { [speaker]: -20 }, speaker });
});

test('RL-50 a mixed room without a node says so, and is mixed as soon as there is one', async () => {
  await using stage = new MediaStage(use.world);
  const roomId = await use.world.tenant.createRoom({ mode: 'mixed' });
  const [client] = await publishers(use.world, use.node, roomId, 1);
  await client?.until('to be told', () => client && newest(client, 'mixer.assigned'));
  expect(client && newest(client, 'mixer.assigned')).toEqual({ mixer: null, reason: 'media-full' });
  await stage.start();
  if (client) await untilMixer(client);
  expect(client && newest(client, 'mixer.assigned')).toMatchObject({ reason: 'media-available' });
});

test('RL-50 a deployment that is full takes nobody more, and says so', async () => {
  await using stage = new MediaStage(use.world);
  const full = await stage.start({ participantsMax: 10 });
  const refusing = await stage.start();
  refusing.refuses = 'full';
  await mixedRoom(stage);
  // Those who were promised to it have come: on a busy machine the promise may lapse before this test goes on.
  full.participants = 10;
  expect(full.mixes.size).toBe(1);
  const roomId = await use.world.tenant.createRoom({ mode: 'mixed' });
  const [late] = await publishers(use.world, use.node, roomId, 1);
  await late?.until('to be told', () => late && newest(late, 'mixer.assigned'));
  expect(late && newest(late, 'mixer.assigned')).toEqual({ mixer: null, reason: 'media-full' });
  expect(full.mixes.size).toBe(1);
});

test('RL-50 when a node dies, another one mixes its rooms', async () => {
  await using stage = new MediaStage(use.world);
  await stage.start();
  const { first, mixer, node } = await mixedRoom(stage);
  const other = await stage.start();
  const state = { ...first.state };
  await node.close();
  const next = await untilMixer(first, 2);
  expect(other.mixes.get(next.id)?.room?.people).toHaveLength(1);
  expect(next.id).not.toBe(mixer.id);
  expect(newest(first, 'mixer.assigned')).toMatchObject({ reason: 'node-lost' });
  expect(first.state).toMatchObject({ topology: 'mixed', participants: state.participants });
});

test('RL-50 a node that says nothing any more is dead', async () => {
  await using stage = new MediaStage(use.world);
  await stage.start();
  const { first, node } = await mixedRoom(stage);
  await stage.start();
  node.isMute = true;
  await untilMixer(first, 2);
  expect(newest(first, 'mixer.assigned')).toMatchObject({ reason: 'node-lost' });
});

test('RL-50 a node that drains gives its rooms to another one', async () => {
  await using stage = new MediaStage(use.world);
  await stage.start();
  const { first, mixer, node } = await mixedRoom(stage);
  await stage.start();
  node.refuses = 'draining';
  node.say({ t: 'closed', mixerId: mixer.id, reason: 'draining' });
  await untilMixer(first, 2);
  expect(node.ended).not.toContain(mixer.id);
});

test('RL-54 a connection to the node that breaks is made again, and nobody notices', async () => {
  await using stage = new MediaStage(use.world);
  await stage.start();
  const { first, mixer, node } = await mixedRoom(stage);
  node.cut();
  await expect.poll(() => node.mix.opened).toBe(2);
  await expect
    .poll(() => codeOf(first.cmd('mixer.send', { mixer, request: offer() })), { timeout: 5000 })
    .toBe('nothing');
  expect(first.state.mixer).toEqual(mixer);
});

test('RL-54 whoever writes the room next takes the same mix over', async () => {
  await using stage = new MediaStage(use.world);
  await stage.start();
  const before = await use.world.startNode();
  const roomId = await use.world.tenant.createRoom({ mode: 'mixed' });
  const [client] = await publishers(use.world, before, roomId, 1);
  if (!client) throw new Error('Nobody is in the room.');
  const mixer = await untilMixer(client);
  const node = stage.mixing(mixer);
  await before.close();
  const again = use.world.client(use.node, roomId);
  again.welcome = client.welcome;
  await again.resume(client.state.seq);
  await expect.poll(() => node?.mixes.get(mixer.id)?.opened).toBe(2);
  again.view.state = client.view.state;
  expect(await codeOf(again.cmd('mixer.send', { mixer, request: offer() }))).toBe('nothing');
  expect(node?.ended).toEqual([]);
});

test('RL-52 the mix ends with its session', async () => {
  await using stage = new MediaStage(use.world);
  await stage.start();
  const { first, mixer, node } = await mixedRoom(stage);
  await first.cmd('room.end', {});
  await expect.poll(() => node.ended).toEqual([mixer.id]);
  expect(await use.world.database.mediaNodes.findMix(mixer.id)).toBeNull();
});
