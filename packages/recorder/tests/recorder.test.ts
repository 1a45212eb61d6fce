import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { jibriHealthSchema, newId, randomText } from '@cloudmeet/contracts';
import { createLogger } from '@cloudmeet/service-kit';
import { createTestObjects, RecorderWorld } from '@cloudmeet/testing/recordings';
import type { TestObjects } from '@cloudmeet/testing/recordings';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createRecorder } from '../src/index.ts';
import type { Recorder } from '../src/index.ts';
import { FakeMedia } from './fake-media.ts';

const internalSecret = randomText(40);
const mebibyte = 1024 * 1024;
const patience = { timeout: 15_000, interval: 20 };
let world: RecorderWorld;
let media: FakeMedia;
let store: TestObjects;
let recorder: Recorder;
let freeBytes: number;
beforeEach(async () => {
  freeBytes = 1000 * mebibyte;
  world = await RecorderWorld.create(internalSecret);
  media = await FakeMedia.start();
  store = createTestObjects(world.dir);
  recorder = await startRecorder();
  await vi.waitFor(() => expect(world.reports.length).toBeGreaterThan(0), patience);
});
afterEach(async () => {
  await recorder.close();
  await media.close();
  await world.close();
});

async function startRecorder(): Promise<Recorder> {
  const { dir, apiUrl } = world;
  const started = await createRecorder({
    objects: store.objects,
    logger: createLogger({ service: 'recorder', level: 'silent' }),
    freeBytes: async () => freeBytes,
    config: {
      ...{ dir, apiUrl, internalSecret, mediaUrl: media.url, port: 0, seats: 2, uploadTimeoutMs: 300 },
      reserveBytes: 100 * mebibyte,
    },
  });
  world.url = started.url;
  return started;
}

async function healthOf(seat = 0) {
  const response = await fetch(`${world.url}/seats/${String(seat)}/jibri/api/v1.0/health`, {
    headers: { authorization: `Bearer ${internalSecret}` },
  });
  return jibriHealthSchema.parse(await response.json());
}

/** A recording that has begun. */
async function recording() {
  const order = world.order(newId('session'));
  expect(await world.jibri('startService', order)).toBe(200);
  await vi.waitFor(() => expect(media.wishes.size).toBe(1), patience);
  media.begin();
  await vi.waitFor(() => expect(world.events('started', order.sessionId)).toHaveLength(1), patience);
  return order;
}

const numbers = () => world.events('segment').map(({ number }) => number);
const untilReported = (...expected: number[]) =>
  vi.waitFor(() => expect(numbers()).toEqual(expected), patience);
const untilEnded = () => vi.waitFor(() => expect(world.events('ended')).toHaveLength(1), patience);

describe("Jibri's API", () => {
  test('a seat takes one capture, the same order again is the same, and another one is refused as busy', async () => {
    const order = await recording();
    expect(await world.jibri('startService', order)).toBe(200);
    expect(media.wishes.size).toBe(1);
    expect(await world.jibri('startService', world.order(newId('session')))).toBe(412);
    const part = { ...order, cloudmeet: { ...order.cloudmeet, part: 2 } };
    expect(await world.jibri('startService', part)).toBe(412);
    const { status, cloudmeet } = await healthOf();
    expect(status).toMatchObject({ busyStatus: 'BUSY', health: { healthStatus: 'HEALTHY' } });
    expect(cloudmeet).toEqual({ captureId: order.sessionId, part: 1 });
    expect((await healthOf(1)).status.busyStatus).toBe('IDLE');
  });

  test('two orders at the same moment: one of them has the seat', async () => {
    const orders = [world.order(newId('session')), world.order(newId('session'))];
    const answers = await Promise.all(orders.map((order) => world.jibri('startService', order)));
    expect(answers.toSorted()).toEqual([200, 412]);
  });

  test('stopping what does not run is nothing, and who does not know the secret gets nothing', async () => {
    expect(await world.jibri('stopService')).toBe(200);
    const open = await fetch(`${world.url}/seats/0/jibri/api/v1.0/health`);
    await open.body?.cancel();
    expect(open.status).toBe(401);
    expect(await world.jibri('startService', { sessionId: 'x' })).toBe(400);
    expect(await world.jibri('stopService', {}, 7)).toBe(404);
  });

  test('a stopped capture is ended, reported to its last segment, and leaves the seat and no files', async () => {
    await recording();
    await media.segment();
    await media.segment();
    expect(await world.jibri('stopService')).toBe(200);
    await untilEnded();
    expect(world.events('ended')).toEqual([{ e: 'ended', reason: 'stopped', lastNumber: 2 }]);
    expect(numbers()).toEqual([1, 2]);
    await vi.waitFor(async () => expect((await healthOf()).status.busyStatus).toBe('IDLE'), patience);
    expect(await readdir(join(world.dir, 'captures'))).toEqual([]);
  });
});

describe('what goes wrong', () => {
  test.each(['refused', 'cut', 'stuck'] as const)(
    'uploads that are %s are tried again, and no segment is told before it is stored',
    async (how) => {
      await recording();
      store.failNext(2, how);
      await media.segment();
      await untilReported(1);
      const [told] = world.events('segment');
      const stored = await store.objects.head(told?.key ?? '');
      expect(stored?.bytes).toBe(told?.bytes);
      expect(store.puts).toBeGreaterThanOrEqual(4);
    },
  );

  test('an API that is away hears of everything later, once and in order', async () => {
    await recording();
    world.isAway = true;
    await media.segment();
    await media.segment();
    await vi.waitFor(() => expect(store.puts).toBeGreaterThanOrEqual(2), patience);
    world.isAway = false;
    await untilReported(1, 2);
  });

  test('a full disk is named before it is full: nothing begins, what runs ends with what it has', async () => {
    const order = await recording();
    await media.segment();
    freeBytes = 90 * mebibyte;
    await vi.waitFor(() => expect(world.reports.at(-1)?.draining).toBe(true), patience);
    expect(await world.jibri('startService', world.order(newId('session')), 1)).toBe(500);
    expect((await healthOf(1)).status.health).toEqual({
      ...{ healthStatus: 'UNHEALTHY', details: { disk: 'disk-full' } },
    });
    expect(world.events('ended')).toEqual([]);
    freeBytes = 40 * mebibyte;
    await untilEnded();
    expect(world.events('ended', order.sessionId)).toEqual([
      { e: 'ended', reason: 'disk-full', lastNumber: 1 },
    ]);
  });

  test('the next process goes on: what was not reported is, what was is not again, and the output is wished again', async () => {
    const order = await recording();
    await media.segment();
    await untilReported(1);
    await recorder.close();
    media.isSilent = true;
    await media.segment();
    media.wishes.clear();
    recorder = await startRecorder();
    await untilReported(1, 2);
    await vi.waitFor(() => expect(media.wish.outputId).toBe(`${order.sessionId}.1`), patience);
    expect((await healthOf()).cloudmeet?.captureId).toBe(order.sessionId);
    expect(new Set(world.reports.map(({ recorderId }) => recorderId)).size).toBe(1);
  });

  test('a segment of which nobody heard is not left behind by a later one, whichever process finds it', async () => {
    await recording();
    media.isSilent = true;
    await media.segment();
    media.isSilent = false;
    await media.segment();
    await untilReported(2);
    await recorder.close();
    recorder = await startRecorder();
    await untilReported(2, 1);
    await world.jibri('stopService');
    await untilEnded();
    expect(world.events('ended')).toMatchObject([{ lastNumber: 2 }]);
  });

  test('what nobody wants any more is ended, what it has is still told', async () => {
    const order = await recording();
    await media.segment();
    world.unwanted.add(order.sessionId);
    await untilEnded();
    expect(world.events('ended')).toMatchObject([{ reason: 'unwanted', lastNumber: 1 }]);
  });

  test('an output that fails is ended with its reason, and no more is lost than was not closed', async () => {
    await recording();
    await media.segment();
    media.say({ t: 'output.failed', outputId: media.wish.outputId, reason: 'ENOSPC: no space left' });
    await untilEnded();
    expect(world.events('ended')).toMatchObject([{ reason: 'disk-full', lastNumber: 1 }]);
  });

  test('keys of a stream are on the disk only sealed, and go to the media node alone', async () => {
    const url = 'rtmp://127.0.0.1/live/a-secret-key';
    const order = { ...world.order(newId('session'), { targets: [{ id: 't1', url }] }), sinkType: 'STREAM' };
    expect(await world.jibri('startService', { ...order, sessionId: newId('stream') })).toBe(200);
    await vi.waitFor(() => expect(media.wishes.size).toBe(1), patience);
    expect(media.wish).toMatchObject({ kind: 'stream', targets: [{ url }] });
    const [folder = ''] = await readdir(join(world.dir, 'captures'));
    expect(await readFile(join(world.dir, 'captures', folder, 'capture.json'), 'utf8')).not.toContain(
      'secret',
    );
    await recorder.close();
    media.wishes.clear();
    recorder = await startRecorder();
    await vi.waitFor(() => expect(media.wish.targets).toEqual([{ id: 't1', url }]), patience);
  });

  test('how many watch is told, also when the API was away meanwhile', async () => {
    await recording();
    const { outputId } = media.wish;
    world.isAway = true;
    for (const viewers of [3, 5, 4]) media.say({ t: 'output.viewers', outputId, viewers });
    await media.segment();
    world.isAway = false;
    await untilReported(1);
    await vi.waitFor(
      () => expect(world.events('viewers').at(-1)).toEqual({ e: 'viewers', viewers: 4 }),
      patience,
    );
  });

  test('control: a segment that was changed on the disk is not stored as if it were whole', async () => {
    await recording();
    media.isSilent = true;
    const { file } = await media.segment();
    await writeFile(join(media.wish.folder, file), 'something else');
    expect(await world.jibri('stopService')).toBe(200);
    await untilEnded();
    expect(numbers()).toEqual([]);
  });
});
