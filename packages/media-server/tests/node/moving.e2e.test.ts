import { afterAll, beforeAll, expect, test } from 'vitest';
import type { MediaNode } from '../../src/index.ts';
import { MixerClient } from './mixer-client.ts';
import { until } from './until.ts';
import { createMediaWorld } from './world.ts';
import type { MediaWorld } from './world.ts';

let world: MediaWorld;
let first: MediaNode;
let second: MediaNode;
const clients: MixerClient[] = [];
beforeAll(async () => {
  world = await createMediaWorld();
  first = await world.startMediaNode({ edges: 1, drainMs: 20_000 });
  const roomId = await world.tenant.createRoom({ mode: 'mixed' });
  for (let index = 0; index < 2; index += 1) {
    const room = await world.person(world.realtime, roomId, { role: 'host' }, { audio: true, video: true });
    clients.push(new MixerClient(room));
    await room.until('a mixer', ({ mixer }) => mixer);
    await clients[index]?.connect();
  }
  await moreSound('sound for both');
  second = await world.startMediaNode({ edges: 1 });
});
afterAll(async () => {
  await Promise.all(clients.map((one) => one.close()));
  await world.close();
});

async function moreSound(what: string): Promise<void> {
  const before = clients.map(({ received }) => received.audio);
  await until(what, () => clients.every(({ received }, index) => received.audio > (before[index] ?? 0)));
}

test('RL-50 a node that is stopped keeps its people until another one has them', async () => {
  const closed = first.close();
  for (const { room } of clients) await room.until('another mixer', ({ mixer }) => mixer?.generation === 2);
  await moreSound('the old mix to go on');
  for (const client of clients) await client.connect();
  await until('both on the other node', () => second.rooms.participants === 2);
  await moreSound('sound from the other node');
  await closed;
  expect(clients.map(({ room }) => room.state.topology)).toEqual(['mixed', 'mixed']);
});
