import { newId } from '@cloudmeet/contracts';
import { createLogger, createMetrics } from '@cloudmeet/service-kit';
import { createTestObjects, joinRecording, RecorderWorld } from '@cloudmeet/testing/recordings';
import { testInternalSecret } from '@cloudmeet/testing/rooms';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createMediaNode } from '../../src/index.ts';
import type { MediaNode } from '../../src/index.ts';
import { lipSyncMs, offTimeMs } from '../egress/file-checks.ts';
import { readMediaFile } from '../egress/read-file.ts';
import { createShow } from '../egress/show.ts';
import { ControlClient } from './control-client.ts';
import { forkFakes } from './fakes/fake-children.ts';
import { until } from './until.ts';

const patienceMs = 40_000;
const sessionId = newId('session');
let world: RecorderWorld;
let node: MediaNode;
let writer: ControlClient;
/** Mixing is played by the test; outputs are written by the real process, and recorded by a real recorder. */
beforeAll(async () => {
  world = await RecorderWorld.create(testInternalSecret);
  node = await createMediaNode({
    logger: createLogger({ service: 'media', level: 'silent' }),
    metrics: createMetrics({ service: 'media' }),
    start: forkFakes(),
    config: { apiUrl: world.apiUrl, internalSecret: testInternalSecret, port: 0 },
  });
  await until('the processes', () => node.children.isReady, patienceMs);
  writer = await new ControlClient(node.controlUrl).connected();
  const ids = { tenantId: newId('tenant'), roomId: newId('room'), sessionId };
  writer.send({ t: 'open', mixer: { id: newId('mixer'), generation: 1 }, ...ids, iceServers: [] });
  await until('the mix', () => node.rooms.ofSession(sessionId) !== undefined);
  await world.start(node.controlUrl);
  await until('the recorder to be known', () => world.reports.length > 0, patienceMs);
});
afterAll(async () => {
  writer.close();
  await node.close();
  await world.close();
});

/** What the room shows goes to the process for outputs, whichever that is now. */
function perform() {
  const room = node.rooms.ofSession(sessionId);
  if (!room) throw new Error('Nothing is mixed.');
  const show = createShow({ video: room.outputLayer.stream, audio: room.mix });
  let port: number | undefined;
  const following = setInterval(() => {
    const now = node.children.ofOutputs('recording')?.port;
    if (now === port) return;
    port = now;
    show.keyframe();
    if (now === undefined) show.pause();
    else show.run(now);
  }, 20);
  return () => {
    clearInterval(following);
    show.close();
  };
}

function outputProcess() {
  const child = node.children.ofOutputs('recording');
  if (!child) throw new Error('There is no process for outputs.');
  return child;
}

test('a recording survives SIGSTOP and SIGKILL of recorder and of the process for outputs, and says what it lacks', async () => {
  const end = perform();
  const order = world.order(sessionId);
  const captureId = order.sessionId;
  expect(await world.jibri('startService', order)).toBe(200);
  const segments = () => world.events('segment', captureId);
  const more = async (what: string) => {
    const before = segments().length;
    await until(`a segment after ${what}`, () => segments().length > before, patienceMs);
  };
  await more('the beginning');

  process.kill(world.pid, 'SIGSTOP');
  await world.kill();
  await world.start(node.controlUrl);
  await more('the recorder was stopped and killed');

  const downMs: number[] = [];
  for (const signal of ['SIGKILL', 'SIGSTOP'] as const) {
    const { pid = 0 } = outputProcess();
    const atMs = Date.now();
    process.kill(pid, signal);
    await until('another one', () => outputProcess().isReady && outputProcess().pid !== pid, patienceMs);
    downMs.push(Date.now() - atMs);
    await more(`${signal} of the process for outputs`);
  }
  expect(await world.jibri('stopService')).toBe(200);
  await until('the end', () => world.events('ended', captureId).length > 0, patienceMs);
  end();

  // A recorder that is killed before it knows that it was heard tells a segment again: the same one.
  const hashes = new Map(segments().map(({ number, sha256 }) => [number, sha256]));
  for (const { number, sha256 } of segments()) expect(sha256).toBe(hashes.get(number));
  const numbers = [...hashes.keys()].toSorted((a, b) => a - b);
  expect(numbers).toEqual(numbers.map((_number, index) => index + 1));
  expect(world.events('ended', captureId)).toEqual([
    { e: 'ended', reason: 'stopped', lastNumber: numbers.at(-1) },
  ]);
  const file = await joinRecording(createTestObjects(world.dir).objects, world.work(captureId));
  const content = readMediaFile(join(world.dir, 'objects', `${file.key}.object`));
  // What is missing is the time without a process, and one segment: the show has a keyframe each 2 s, so it has 4 s.
  const lostMs = file.gaps.map(({ durationSeconds }, index) => 1000 * durationSeconds - (downMs[index] ?? 0));
  expect(lostMs).toHaveLength(2);
  expect(Math.max(...lostMs)).toBeLessThan(5000);
  expect(Math.max(...offTimeMs(content))).toBeLessThan(20);
  expect(Math.max(...lipSyncMs(content))).toBeLessThanOrEqual(40);
  const shownMs = (content.pictures.length * 1000) / 24;
  const gapsMs = file.gaps.reduce((sum, { durationSeconds }) => sum + 1000 * durationSeconds, 0);
  expect(Math.abs(shownMs + gapsMs - file.durationMs)).toBeLessThan(200);
}, 120_000);
