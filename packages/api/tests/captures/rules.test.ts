import { newId } from '@cloudmeet/contracts';
import { createStreamTargetBox, Secret } from '@cloudmeet/service-kit';
import { joinAll, startCaptureWorld } from '@cloudmeet/testing/captures';
import type { CaptureTenant, CaptureWorld } from '@cloudmeet/testing/captures';
import { afterAll, beforeAll, expect, test } from 'vitest';

let world: CaptureWorld;
let join = joinAll;
beforeAll(async () => {
  world = await startCaptureWorld({ join: (work, objects) => join(work, objects) });
});
afterAll(() => world.close());

async function rounds(count: number, eachMs = 0): Promise<void> {
  for (let n = 0; n < count; n += 1) {
    await world.round();
    world.pass(eachMs);
  }
}

/** Rounds until a capture is like this, as many as are surely enough. */
async function until(tenant: CaptureTenant, id: string, status: string, eachMs = 300): Promise<void> {
  for (let n = 0; n < 40 && (await tenant.capture(id)).status !== status; n += 1) await rounds(1, eachMs);
  expect((await tenant.capture(id)).status).toBe(status);
}

test('RC-5 what waits for a seat has its place, and keeps it until one is free', async () => {
  world.mixedAt = 'media_of_the_queue';
  const tenant = await world.tenant();
  const [first, second] = [await tenant.session(), await tenant.session()];
  const ids = [await tenant.begin(first)];
  await rounds(2, 1100);
  ids.push(await tenant.begin(second));
  await rounds(2, 1100);
  const places = () =>
    tenant.data.transaction(async (repos) => [
      await repos.captures.positionOf(ids[0]!, new Date(world.nowMs())),
      await repos.captures.positionOf(ids[1]!, new Date(world.nowMs())),
    ]);
  expect(await places()).toEqual([1, 2]);
  const recorder = await world.recorder(2);
  await rounds(6, 1100);
  expect(recorder.orders).toHaveLength(2);
  expect(await places()).toEqual([null, null]);
  for (const id of ids) await tenant.stop(id);
  for (const id of ids) await until(tenant, id, 'ready');
  world.mixedAt = 'media_of_the_test';
}, 60_000);

test('RC-6 a session that ends, or a stop before anything was recorded, ends it with its reason', async () => {
  const tenant = await world.tenant();
  const session = await tenant.session();
  world.mixedAt = null;
  const id = await tenant.begin(session);
  await rounds(2, 1100);
  await tenant.endSession(session);
  await rounds(4, 1100);
  const failed = await tenant.capture(id);
  expect(failed).toMatchObject({
    status: 'failed',
    failure: { code: 'nothing-recorded' },
    stopReason: 'session-ended',
  });
  expect(world.told.filter(({ captureId }) => captureId === id)).toMatchObject([
    { change: { status: 'failed' } },
  ]);
  world.mixedAt = 'media_of_the_test';
});

test.each([
  ['not-ready', 'too few of the people'],
  ['media-full', 'no media server had room'],
])(
  'RC-17 nothing came of it because its room was never mixed (%s): that is the cause that everybody hears',
  async (reason, words) => {
    const tenant = await world.tenant();
    const session = await tenant.session('p2p');
    world.mixedAt = null;
    const id = await tenant.begin(session);
    await tenant.entry(session, { type: 'topology.kept', data: { reason } });
    await tenant.stop(id);
    await until(tenant, id, 'failed', 1000);
    world.mixedAt = 'media_of_the_test';
    const { failure } = await tenant.capture(id);
    expect(failure).toMatchObject({ code: 'not-mixed', detail: expect.stringContaining(words) });
    const told = world.told.filter(({ captureId }) => captureId === id);
    expect(told.at(-1)?.change).toEqual({ status: 'failed', ...failure });
    const hook = (await tenant.webhooks()).find(({ roomId }) => roomId === session.roomId);
    expect(hook).toMatchObject({ type: 'recording.failed', payload: { recording: { failure } } });
  },
);

test('RC-8 a job with another tenant’s capture, a poisoned one or one of another queue does nothing', async () => {
  const [ours, theirs] = [await world.tenant(), await world.tenant()];
  const id = await theirs.begin(await theirs.session());
  const before = await theirs.capture(id);
  const job = { tenantId: ours.tenantId, captureId: id, step: 'start', attempt: 1 };
  expect(await world.api.post('captures/claim', job)).toEqual({ request: null });
  const outcome = { status: 'done' };
  await world.api.post('captures/report', { ...job, outcome });
  const told = { tenantId: ours.tenantId, captureId: id, part: 1 };
  const event = { e: 'ended', reason: 'stopped', lastNumber: 1 };
  expect(await world.api.post('captures/progress', { ...told, event })).toEqual({ wanted: false });
  expect(await theirs.capture(id)).toEqual(before);
  await world.queues['stop-stream'].send([
    { body: 'poison' },
    { body: JSON.stringify({ ...job, tenantId: theirs.tenantId }) },
  ]);
  await world.round();
  expect((await theirs.capture(id)).stoppedAt).toBeNull();
  await theirs.stop(id);
  await rounds(4, 1100);
  expect(await theirs.isOver(id)).toBe(true);
});

test('RC-8 nothing opens without the secret, and a segment outside of its capture is refused', async () => {
  for (const path of ['captures/claim', 'captures/report', 'captures/progress', 'recorders']) {
    for (const authorization of ['', 'Bearer wrong']) {
      const headers = { 'content-type': 'application/json', authorization };
      const answer = await fetch(`${world.internal.url}/internal/${path}`, {
        method: 'POST',
        headers,
        body: '{}',
      });
      expect(answer.status).toBe(401);
    }
  }
  const tenant = await world.tenant();
  const captureId = await tenant.begin(await tenant.session());
  const event = {
    ...{
      e: 'segment',
      number: 1,
      key: 'captures/tnt_x/rec_y/1/segment-1.m4s',
      initKey: 'captures/tnt_x/init.mp4',
    },
    ...{ startedAt: new Date().toISOString(), durationMs: 6000, bytes: 1, sha256: 'a'.repeat(64) },
  };
  const body = JSON.stringify({ tenantId: tenant.tenantId, captureId, part: 1, event });
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${world.internal.secret}` };
  const answer = await fetch(`${world.internal.url}/internal/captures/progress`, {
    method: 'POST',
    headers,
    body,
  });
  expect(answer.status).toBe(400);
  await tenant.stop(captureId);
});

test('RC-9 a recorder that dies loses nothing that was told, and what it brings back late is joined', async () => {
  const dying = await world.recorder();
  const tenant = await world.tenant();
  const id = await tenant.begin(await tenant.session());
  await until(tenant, id, 'recording');
  await rounds(2, 100);
  expect(dying.acknowledged.length).toBeGreaterThan(0);
  dying.kill();
  world.pass(11_000);
  await world.round();
  expect(await tenant.capture(id)).toMatchObject({ status: 'recording', seat: null, step: 'start' });
  await tenant.stop(id);
  await rounds(2, 1000);
  expect((await tenant.capture(id)).status).toBe('processing');
  dying.comeBack();
  await until(tenant, id, 'ready');
  const ready = await tenant.capture(id);
  expect(world.joined.get(ready.file!.key)).toEqual(dying.acknowledged.map(({ key }) => key));
});

test('RC-12 a deleted recording is gone at once, and its objects follow', async () => {
  const recorder = await world.recorder();
  const tenant = await world.tenant();
  const id = await tenant.begin(await tenant.session());
  await until(tenant, id, 'recording');
  await rounds(1);
  await tenant.stop(id);
  await until(tenant, id, 'ready');
  const { file } = await tenant.capture(id);
  const keys = recorder.acknowledged.filter(({ captureId }) => captureId === id).map(({ key }) => key);
  expect([...keys, file!.key].every((key) => world.objects.sizes.has(key))).toBe(true);
  await tenant.data.transaction((repos) => repos.captures.save(id, { deletedAt: new Date() }));
  await expect(tenant.capture(id)).rejects.toThrow('There is no');
  await rounds(5);
  expect([...world.objects.sizes.keys()].filter((key) => key.includes(id))).toEqual([]);
});

test('RC-7 a file that is not where it was said to be is never ready: after five tries it is given up', async () => {
  await world.recorder();
  const tenant = await world.tenant();
  const id = await tenant.begin(await tenant.session());
  await until(tenant, id, 'recording');
  await rounds(1);
  join = async (work, objects) => {
    const file = await joinAll(work, objects);
    objects.sizes.set(file.key, file.bytes - 1);
    return file;
  };
  await tenant.stop(id);
  await until(tenant, id, 'processing');
  await until(tenant, id, 'failed', 100_000);
  join = joinAll;
  expect(await tenant.capture(id)).toMatchObject({
    status: 'failed',
    failure: { code: 'finalize-failed' },
    file: null,
  });
  const kept = [...world.objects.sizes.keys()].filter((key) => key.includes(id) && key.endsWith('.m4s'));
  expect(kept.length).toBeGreaterThan(0);
});

test('RC-11 the key of a target is in the claim of the start, and nowhere else', async () => {
  const key = 'key-that-nobody-may-see';
  const tenant = await world.tenant();
  const session = await tenant.session();
  const box = createStreamTargetBox(new Secret(world.internal.secret));
  const targetsSealed = box.seal([{ id: 't1', url: `rtmps://live.example.com/app/${key}` }]);
  const since = new Date().toISOString();
  const target = { id: 't1', host: 'live.example.com', status: 'waiting', detail: null, since } as const;
  await world.recorder();
  await rounds(1);
  const id = await tenant.begin(session, 'stream', { targets: [target], targetsSealed });
  const job = { tenantId: tenant.tenantId, captureId: id, step: 'start', attempt: 1 };
  expect(JSON.stringify(await world.api.post('captures/claim', job))).toContain(key);
  const told = { tenantId: tenant.tenantId, captureId: id, part: 1 };
  await world.api.post('captures/progress', { ...told, event: { e: 'started', at: since } });
  const targets = [{ id: 't1', status: 'live', detail: null }];
  await world.api.post('captures/progress', { ...told, event: { e: 'targets', targets } });
  await world.care.run();
  const row = await tenant.capture(id);
  expect(row.targets).toMatchObject([{ id: 't1', host: 'live.example.com', status: 'live' }]);
  const shown = JSON.stringify([row, world.told, await tenant.webhooks()]);
  expect(shown).toContain('live.example.com');
  expect(shown).not.toContain(key);
  await tenant.stop(id);
  world.pass(120_000);
  await rounds(3, 1000);
});

test('RC-16 viewers of a stream are those its present part has; what an older one says counts for nothing', async () => {
  const tenant = await world.tenant();
  await world.recorder();
  await rounds(1);
  const id = await tenant.begin(await tenant.session(), 'stream');
  const say = (part: number, event: object) =>
    world.api.post('captures/progress', { tenantId: tenant.tenantId, captureId: id, part, event });
  await world.api.post('captures/claim', {
    tenantId: tenant.tenantId,
    captureId: id,
    step: 'start',
    attempt: 1,
  });
  await say(1, { e: 'started', at: new Date().toISOString() });
  await say(1, { e: 'viewers', viewers: 812 });
  await say(2, { e: 'viewers', viewers: 7 });
  expect((await tenant.capture(id)).viewers).toBe(812);
  await tenant.stop(id);
  await say(1, { e: 'ended', reason: 'stopped', lastNumber: null });
  expect(await say(1, { e: 'viewers', viewers: 0 })).toEqual({ wanted: false });
  expect(await tenant.capture(id)).toMatchObject({ status: 'ended', viewers: 812 });
  expect(JSON.stringify(await tenant.webhooks())).toContain('"viewers":812');
});

test('RC-14 a recorder is told what is not wanted any more', async () => {
  const recorder = await world.recorder();
  const orphan = newId('recording');
  const seat = { seat: 0, url: 'http://127.0.0.1:1/seats/0', captureId: orphan };
  const report = { recorderId: recorder.recorderId, nodeId: 'media_of_the_test', draining: false };
  const answer = await world.api.post('recorders', { ...report, seats: [seat], diskFreeBytes: 1e12 });
  expect(answer).toEqual({ unwanted: [orphan] });
});

test('RC-15 usage counts what was recorded and streamed, deleted or not, and what is stored now', async () => {
  const tenant = await world.tenant();
  const session = await tenant.session();
  const [recording, stream] = [await tenant.begin(session), await tenant.begin(session, 'stream')];
  const startedAt = new Date('2026-11-20T23:00:00.000Z');
  const over = { step: null, dueAt: null, startedAt, endedAt: new Date('2026-11-20T23:05:00.000Z') } as const;
  const file = {
    ...{
      key: 'x',
      bytes: 2000,
      sha256: 'a'.repeat(64),
      durationMs: 240_000,
      gaps: [],
      chapters: [],
      receiptKey: null,
      contentType: 'video/mp4',
    },
  };
  const used = (from: string, to: string) =>
    tenant.data.transaction(async (repos) => {
      const which = { roomId: undefined, externalId: undefined };
      const captured = await repos.usage.captured({ ...which, from, to }, new Date());
      return { ...captured, storedBytes: await repos.usage.stored(which) };
    });
  await tenant.data.transaction(async (repos) => {
    await repos.captures.save(recording, { ...over, status: 'ready', file });
    await repos.captures.save(stream, { ...over, status: 'ended' });
  });
  const all = { recordingMs: 240_000, streamingMs: 300_000, storedBytes: 2000 };
  expect(await used('2026-11-20', '2026-11-20')).toEqual(all);
  expect(await used('2026-11-21', '2026-11-21')).toEqual({
    recordingMs: 0,
    streamingMs: 0,
    storedBytes: 2000,
  });
  await tenant.data.transaction((repos) => repos.captures.save(recording, { deletedAt: new Date() }));
  expect(await used('2026-11-20', '2026-11-20')).toEqual({ ...all, storedBytes: 0 });
});

test('RC-20 what the sound shall be is told to the recorder, and by the resource, its webhook and its receipt', async () => {
  world.mixedAt = 'media_of_the_sound';
  const recorder = await world.recorder(2);
  const tenant = await world.tenant();
  const ids = [
    await tenant.begin(await tenant.session()),
    await tenant.begin(await tenant.session(), 'recording', { audioCodec: 'opus' }),
  ];
  const facts: string[] = [];
  join = (work, objects) => {
    facts.push(work.facts.audioCodec);
    return joinAll(work, objects);
  };
  for (const id of ids) await until(tenant, id, 'recording');
  for (const id of ids) await tenant.stop(id);
  for (const id of ids) await until(tenant, id, 'ready');
  join = joinAll;
  expect(recorder.codecs.toSorted()).toEqual(['aac', 'opus']);
  expect(facts.toSorted()).toEqual(['aac', 'opus']);
  const told = (await tenant.webhooks()).map((message) => JSON.stringify(message));
  for (const [index, codec] of ['aac', 'opus'].entries()) {
    const ready = told.find((text) => text.includes('recording.ready') && text.includes(ids[index] ?? ''));
    expect(ready).toContain(`"audioCodec":"${codec}"`);
  }
});
