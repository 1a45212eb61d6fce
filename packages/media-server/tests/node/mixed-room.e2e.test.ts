import type { LayoutMap } from '@cloudmeet/contracts';
import { recordTone } from '@cloudmeet/testing/media';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { MediaNode } from '../../src/index.ts';
import { toneLevel } from '../audio/spectrum.ts';
import { LibwebrtcClient } from './libwebrtc-client.ts';
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

test('libwebrtc in the room: it gets the picture in VP8, hears the others, and itself at least 60 dB below them', async () => {
  const roomId = await world.tenant.createRoom({ mode: 'mixed' });
  const anna = await person(roomId);
  await anna.room.until('a mixer', ({ mixer }) => mixer);
  await anna.connect();
  anna.speak(recordTone(1000));
  const room = await world.person(world.realtime, roomId, { role: 'host' }, { audio: true, video: true });
  await room.until('a mixer', ({ mixer }) => mixer);
  const other = new LibwebrtcClient();
  try {
    await other.connect(room, 440);
    await until('pictures', () => other.pictures.count > 20 && other.pictures.width > 0);
    await until(
      'both tones in the mixes',
      () => toneLevel(other.heard, 1000) > -40 && anna.received.audio > 50,
    );
    await until('its own tone to be away', () => {
      const heard = other.heard;
      return heard.length >= 40_000 && toneLevel(heard, 440) < toneLevel(heard, 1000) - 60;
    });
  } finally {
    other.close();
  }
});
