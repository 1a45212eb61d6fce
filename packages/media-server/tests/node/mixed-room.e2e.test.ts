import type { LayoutMap } from '@cloudmeet/contracts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { MediaNode } from '../../src/index.ts';
import { MixerClient } from './mixer-client.ts';
import { until } from './until.ts';
import { createMediaWorld } from './world.ts';
import type { MediaWorld } from './world.ts';

let world: MediaWorld;
let node: MediaNode;
const clients: MixerClient[] = [];
beforeAll(async () => {
  world = await createMediaWorld();
  node = await world.startMediaNode();
});
afterAll(async () => {
  await Promise.all(clients.map((one) => one.close()));
  await world.close();
});

async function person(roomId: string, wish = { audio: true, video: true }): Promise<MixerClient> {
  const room = await world.person(world.realtime, roomId, { role: 'host' }, wish);
  const client = new MixerClient(room);
  clients.push(client);
  return client;
}

function layoutOf({ room }: MixerClient): LayoutMap | undefined {
  const layouts = room.view.ephemerals.flatMap((one) => (one.e === 'layout' ? [one.map] : []));
  return layouts.at(-1);
}

test('a mixed room gets a mixer, and media comes down from it to everybody', async () => {
  const roomId = await world.tenant.createRoom({ mode: 'mixed' });
  const [anna, ben] = [await person(roomId), await person(roomId)];
  await anna.room.until('a mixer', ({ mixer }) => mixer);
  await ben.room.until('a mixer', ({ mixer }) => mixer);
  await Promise.all([anna.connect(), ben.connect()]);
  await until('both are connected', () => anna.isConnected && ben.isConnected);
  await until('sound for both', () => anna.received.audio > 0 && ben.received.audio > 0);
  await until('a picture for both', () => anna.received.video > 0 && ben.received.video > 0);
  expect(node.rooms.participants).toBe(2);
  await until('a layout with both', () => layoutOf(ben)?.tiles.length === 2);
});
