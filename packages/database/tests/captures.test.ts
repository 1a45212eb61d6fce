import { newId } from '@cloudmeet/contracts';
import { expect, test } from 'vitest';
import type { TenantDatabase } from '../src/index.ts';
import { at, recorder, stageOf } from './capture-stage.ts';
import { segment, worldOfTest } from './world.ts';

const world = worldOfTest();
const stage = () => stageOf(world.database);

const findSeat = (tenant: TenantDatabase, nodeId: string, now = at(0), id = newId('recording')) =>
  tenant.transaction((repos) =>
    repos.captures.findSeat(id, nodeId, { now, silentMs: 5000, diskFreeBytesMin: 1 }),
  );

test('a new capture waits for its start, and comes back as it was put in', async () => {
  const { add, read, roomId, sessionId } = await stage();
  const targets = [
    {
      id: 't1',
      host: 'live.example.com',
      status: 'waiting' as const,
      detail: null,
      since: at(0).toISOString(),
    },
  ];
  const startedBy = { kind: 'participant' as const, id: newId('participant'), name: 'Anna' };
  const id = await add({
    ...{ id: newId('stream'), kind: 'stream', hls: true, targets, targetsSealed: 'sealed', startedBy },
  });
  expect(await read(id)).toMatchObject({
    ...{ id, kind: 'stream', roomId, sessionId, status: 'queued', step: 'start', dueAt: at(0), attempt: 0 },
    ...{ hls: true, targets, targetsSealed: 'sealed', startedBy, seat: null, file: null, untold: [] },
  });
});

test('what is changed is read back, and what is not named stays', async () => {
  const { add, read, tenant } = await stage();
  const id = await add();
  const seat = { recorderId: 'recorder_1', seat: 2, url: 'http://127.0.0.1:1/seats/2' };
  const file = {
    ...{ key: 'k.mp4', bytes: 5_000_000_000, sha256: 'a'.repeat(64), durationMs: 4000.5, gaps: [] },
    ...{ chapters: [], receiptKey: null },
    contentType: 'video/mp4',
  };
  const parts = [{ part: 1, startedAt: at(1).toISOString(), endedAt: null, lastNumber: null }];
  const untold = [{ status: 'started' as const }];
  await tenant.transaction((repos) =>
    repos.captures.save(id, { seat, parts, part: 1, status: 'recording', untold }),
  );
  await tenant.transaction((repos) => repos.captures.save(id, { file, failure: { code: 'c', detail: 'd' } }));
  expect(await read(id)).toMatchObject({
    seat,
    parts,
    part: 1,
    status: 'recording',
    file,
    untold,
    step: 'start',
  });
  await tenant.transaction((repos) => repos.captures.save(id, { seat: null, failure: null, untold: [] }));
  expect(await read(id)).toMatchObject({ seat: null, failure: null, untold: [], file });
});

test('a session is recorded once at a time, and again when that is over', async () => {
  const { add, tenant } = await stage();
  const first = await add();
  await expect(add()).rejects.toThrow();
  await add({ id: newId('stream'), kind: 'stream' });
  await tenant.transaction((repos) => repos.captures.save(first, { status: 'processing' }));
  await add();
});

test('stopping is asked for once, and not of what is over', async () => {
  const { add, read, tenant, sessionId } = await stage();
  const id = await add();
  await tenant.transaction((repos) => repos.captures.stop(id, 'requested', at(1)));
  await tenant.transaction((repos) => repos.captures.stopAll(sessionId, 'session-ended', at(2)));
  const stopped = { step: 'stop', stoppedAt: at(1), stopReason: 'requested', dueAt: at(1) };
  expect(await read(id)).toMatchObject(stopped);
  const over = { status: 'failed', step: null, dueAt: null, stoppedAt: null } as const;
  await tenant.transaction((repos) => repos.captures.save(id, over));
  await tenant.transaction((repos) => repos.captures.stop(id, 'requested', at(3)));
  expect(await read(id)).toMatchObject(over);
});

test('another tenant finds, stops and changes nothing', async () => {
  const { add, read } = await stage();
  const other = await stage();
  const id = await add();
  const found = await other.tenant.transaction(async (repos) => {
    await repos.captures.stop(id, 'x', at(1));
    await repos.captures.save(id, { viewers: 7 });
    return [await repos.captures.findById(id), await repos.captures.lock(id)];
  });
  expect(found).toEqual([null, null]);
  expect(await read(id)).toMatchObject({ step: 'start', viewers: 0 });
});

test('a due step is handed to one sender at a time, and again when its time is over', async () => {
  const { add, tenantId } = await stage();
  const id = await add();
  const take = async (ms: number) => {
    const due = await world.database.captures.dispatch({ now: at(ms), max: 1000, leaseMs: 500 });
    return due.filter(({ captureId }) => captureId === id);
  };
  const both = await Promise.all([take(0), take(0)]);
  expect(both.flat()).toMatchObject([{ captureId: id, tenantId, step: 'start', attempt: 1 }]);
  expect(await take(499)).toEqual([]);
  expect(await take(500)).toHaveLength(1);
});

test('of seats at a media node each is found by one alone, whoever asks at the same moment', async () => {
  const { tenant, add } = await stage();
  const nodeId = newId('mixer');
  const report = recorder(nodeId, 1);
  await world.database.recorders.report(report, at(0));
  const streamId = await add({ id: newId('stream'), kind: 'stream' });
  const promise = (id: string) =>
    tenant.transaction(async (repos) => {
      const now = at(0);
      const seat = await repos.captures.findSeat(id, nodeId, { now, silentMs: 5000, diskFreeBytesMin: 1 });
      if (seat) await repos.captures.save(id, { seat });
      return seat;
    });
  const recordingId = await add();
  const got = await Promise.all([promise(recordingId), promise(streamId)]);
  const url = 'http://127.0.0.1:1/seats/0';
  expect(got.filter((seat) => seat !== null)).toEqual([{ recorderId: report.recorderId, seat: 0, url }]);
  await expect(
    tenant.transaction(async (repos) => {
      const seat = { recorderId: report.recorderId, seat: 0, url };
      for (const id of [recordingId, streamId]) await repos.captures.save(id, { seat });
    }),
  ).rejects.toThrow();
});

test('a seat that is taken, draining, silent, without disk or elsewhere is not found', async () => {
  const { tenant } = await stage();
  const nodeId = newId('mixer');
  const taken = { seat: 0, url: 'http://127.0.0.1:1', captureId: newId('recording') };
  const reports = [{ seats: [taken] }, { draining: true }, { diskFreeBytes: 0 }, { nodeId: 'another' }];
  for (const changes of reports) await world.database.recorders.report(recorder(nodeId, 1, changes), at(0));
  expect(await findSeat(tenant, nodeId)).toBeNull();
  await world.database.recorders.report(recorder(nodeId, 1), at(0));
  expect(await findSeat(tenant, nodeId, at(5000))).toBeNull();
  expect(await findSeat(tenant, nodeId, at(4999))).toMatchObject({ seat: 0 });
});

test('a recorder is known as it last said, and forgotten when it says nothing', async () => {
  const report = recorder('node', 2);
  await world.database.recorders.report(report, at(50_000));
  await world.database.recorders.report({ ...report, draining: true }, at(60_000));
  const mine = async () =>
    (await world.database.recorders.list(at(59_999))).filter((one) => one.recorderId === report.recorderId);
  expect(await mine()).toEqual([{ ...report, draining: true, seenAt: at(60_000) }]);
  expect(await world.database.recorders.forget(at(60_000))).toContain(report.recorderId);
  expect(await mine()).toEqual([]);
});

test('a segment that comes twice is kept once, and what is held is counted by part', async () => {
  const { add, tenant } = await stage();
  const id = await add();
  const held = await tenant.transaction(async (repos) => {
    const added: boolean[] = [];
    for (const [part, number] of [
      [1, 1],
      [1, 2],
      [2, 1],
      [1, 2],
    ] as const)
      // prettier-ignore
      added.push(await repos.captureSegments.add(id, segment(part, number)));
    expect(added).toEqual([true, true, true, false]);
    expect(await repos.captureSegments.list(id)).toEqual([segment(1, 1), segment(1, 2), segment(2, 1)]);
    return repos.captureSegments.held(id);
  });
  expect(held).toEqual({ numbers: new Map([[1, 2], [2, 1]]), bytes: 3000 }); // prettier-ignore
  await tenant.transaction((repos) => repos.captureSegments.removeAll(id));
  expect(await tenant.transaction((repos) => repos.captureSegments.list(id))).toEqual([]);
});

test('what runs, and what a room was not told of, is found over all tenants; what is over is not', async () => {
  const { add, tenant, tenantId, roomId, sessionId } = await stage();
  const id = await add();
  const find = async () =>
    (await world.database.captures.listRunning({ max: 1000 })).filter((one) => one.captureId === id);
  expect(await find()).toMatchObject([{ tenantId, roomId, sessionId, status: 'queued', untold: false }]);
  const failed = { status: 'failed', untold: [{ status: 'stopped', reason: 'x' }] } as const;
  await tenant.transaction((repos) => repos.captures.save(id, { ...failed, untold: [...failed.untold] }));
  expect(await find()).toMatchObject([{ status: 'failed', untold: true, sessionEnded: false }]);
  await tenant.transaction((repos) => repos.captures.save(id, { untold: [], expiresAt: at(10) }));
  expect(await find()).toEqual([]);
  const expired = await world.database.captures.listExpired(at(10), 1000);
  expect(expired).toContainEqual({ captureId: id, tenantId });
  await tenant.transaction((repos) => repos.captures.save(id, { deletedAt: at(10) }));
  expect(await tenant.transaction((repos) => repos.captures.findById(id))).toBeNull();
});
