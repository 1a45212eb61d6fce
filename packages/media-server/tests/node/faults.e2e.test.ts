import { recordTone } from '@cloudmeet/testing/media';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { MediaNode } from '../../src/index.ts';
import { MixerClient } from './mixer-client.ts';
import { until } from './until.ts';
import { createMediaWorld } from './world.ts';
import type { MediaWorld } from './world.ts';

/** What people of a meeting may wait at most for their media after a process has died. */
const backWithinMs = 5000;

let world: MediaWorld;
let node: MediaNode;
const clients: MixerClient[] = [];
beforeAll(async () => {
  world = await createMediaWorld();
  node = await world.startMediaNode();
  await until('both edges', () => node.children.edges.every(({ isReady }) => isReady));
  const roomId = await world.tenant.createRoom({ mode: 'mixed' });
  for (let index = 0; index < 4; index += 1) {
    const room = await world.person(world.realtime, roomId, { role: 'host' }, { audio: true, video: true });
    const client = new MixerClient(room);
    clients.push(client);
    await room.until('a mixer', ({ mixer }) => mixer);
    await client.connect();
    client.speak(recordTone(300 + index * 100));
  }
  await mediaForAll('the meeting to begin');
});
afterAll(async () => {
  await Promise.all(clients.map((one) => one.close()));
  await world.close();
});

/** Sound or picture for everybody, again and again. A client whose connection is lost connects again, as ours does. */
async function mediaForAll(what: string, kinds: readonly ('audio' | 'video')[] = ['audio', 'video']) {
  const before = clients.map((one) => ({ ...one.received }));
  const isBack = (one: MixerClient, index: number) =>
    kinds.every((kind) => one.received[kind] > (before[index]?.[kind] ?? 0) + 1);
  await until(what, async () => {
    await Promise.all(clients.filter((one) => one.takeLost()).map((one) => one.connect()));
    return clients.every(isBack);
  });
}

const processes = [
  ['audio', () => node.children.audio],
  ['video', () => node.children.video],
  ['the first edge', () => node.children.edges[0]],
  ['the second edge', () => node.children.edges[1]],
] as const;

test.each(
  (['SIGKILL', 'SIGSTOP'] as const).flatMap((signal) => processes.map((one) => [signal, ...one] as const)),
)(
  '%s of %s: everybody has media again within five seconds, and the room does not notice',
  async (signal, _name, find) => {
    await until('every process', () => node.children.all.every(({ child }) => child.isReady));
    const child = find();
    const state = structuredClone(clients[0]?.room.state);
    const restarts = child?.restarts ?? 0;
    process.kill(child?.pid ?? 0, signal);
    const startedMs = Date.now();
    await until('it to be noticed', () => (child?.restarts ?? 0) > restarts);
    const noticedMs = Date.now() - startedMs;
    await mediaForAll('media for everybody');
    const backMs = Date.now() - startedMs;
    expect(noticedMs).toBeLessThan(2000);
    expect(backMs).toBeLessThan(backWithinMs);
    expect(clients[0]?.room.state).toEqual(state);
  },
);
