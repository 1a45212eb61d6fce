import {
  budgetSchema,
  defaultPolicies,
  newId,
  roomDefaults,
  thresholdEventSchema,
} from '@cloudmeet/contracts';
import type { CaptureKind } from '@cloudmeet/contracts';
import { createLogger } from '@cloudmeet/service-kit';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { checkDueBudgets } from '../src/budgets/check-due-budgets.ts';
import { createApiWorld } from './api-world.ts';
import type { ApiWorld } from './api-world.ts';
import { takeOutbox } from './outbox-of.ts';

let world: ApiWorld;
let admin: pg.Pool;
let nowMs = Date.parse('2026-11-21T12:00:00.000Z');
let number = 0;
const logger = createLogger({ service: 'budgets', level: 'silent' });

beforeAll(async () => {
  world = await createApiWorld({ nowMs: () => nowMs });
  admin = new pg.Pool({ connectionString: world.adminUrl, max: 1 });
});
afterAll(async () => {
  await admin.end();
  await world.close();
});
/** Every test has a customer of its own. */
let externalId = '';
beforeEach(() => {
  number += 1;
  externalId = `customer-${String(number)}`;
  nowMs = Date.parse('2026-11-21T12:00:00.000Z');
});

/** Somebody met for so many minutes. */
async function use(minutes: number, day = '2026-11-20'): Promise<void> {
  await admin.query(
    `INSERT INTO usage_daily (tenant_id, day, room_id, external_id, topology, participant_ms)
     VALUES ($1, $2, $3, $4, 'p2p', $5)`,
    [world.ours.tenantId, day, newId('room'), externalId, minutes * 60_000],
  );
}

/** Something of this customer was captured: so long, from then on, into a file of so many bytes. */
async function capture(
  kind: CaptureKind,
  { startedAt = '2026-11-10T10:00:00.000Z', minutes = 0, bytes = 0, deleted = false },
): Promise<void> {
  const [roomId, id] = [newId('room'), newId(kind)];
  const room = { id: roomId, ...roomDefaults, policies: defaultPolicies, recording: {}, metadata: {} };
  const began = new Date(startedAt);
  const over = { startedAt: began, endedAt: new Date(began.getTime() + minutes * 60_000) };
  await world.database.forTenant(world.ours).transaction(async (repos) => {
    await repos.rooms.create({ ...room, externalId, test: true });
    const { session } = await repos.sessions.start({ id: newId('session'), roomId, topology: 'mixed' });
    await repos.captures.create({
      ...{ id, kind, roomId, sessionId: session.id, audioOnly: false, hls: false, targets: [] },
      ...{ targetsSealed: null, startedBy: { kind: 'api', id: null, name: null }, createdAt: began },
    });
    await repos.captures.save(id, {
      ...over,
      ...{ status: kind === 'recording' ? 'ready' : 'ended', step: null, dueAt: null },
      ...(bytes > 0 ? { file: fileOf(id, minutes, bytes) } : {}),
      ...(deleted ? { deletedAt: new Date(nowMs) } : {}),
    });
  });
}

function fileOf(key: string, minutes: number, bytes: number) {
  const parts = { gaps: [], chapters: [], receiptKey: null, contentType: 'video/mp4' };
  return { key, bytes, sha256: 'a'.repeat(64), durationMs: minutes * 60_000, ...parts };
}

const create = (body: object = {}) =>
  world
    .call('post', '/v1/usage/budgets')
    .send({ metric: 'participantMinutes', limit: 100, externalId, ...body });

async function budget(body: object = {}) {
  const response = await create(body);
  expect(response.status).toBe(201);
  return budgetSchema.strict().parse(response.body);
}

/** What was told of this test's customer since it was asked last: percents, in order. */
async function told(): Promise<string[]> {
  const messages = await takeOutbox(world.database);
  await world.database.system.markOutboxDone(messages.map(({ id }) => id));
  return messages
    .filter(({ type }) => type === 'usage.threshold')
    .map(({ payload }) => thresholdEventSchema.parse(payload))
    .filter((one) => one.externalId === externalId)
    .map(({ month, threshold }) => `${month} ${String(threshold)}`)
    .sort();
}

const care = (everyMs?: number) =>
  checkDueBudgets({ database: world.database, logger, now: new Date(nowMs), everyMs });
const later = (ms: number) => {
  nowMs += ms;
  return care();
};

test('a budget counts one customer, or all, as the usage report does', async () => {
  await use(30);
  const made = await budget();
  expect(made).toMatchObject({ month: '2026-11', used: 30, thresholds: [50, 80, 100], crossed: [] });
  const report = await world.call('get', '/v1/usage?from=2026-11-01&to=2026-11-30&groupBy=total');
  const whole = await budget({ externalId: undefined, limit: 1e9, metric: 'participantMinutes' });
  expect(whole.used).toBe(report.body.total.participantMinutes.total);
  const { body } = await world.call('get', '/v1/usage/budgets');
  expect(body.data).toContainEqual(made);
});

test('recordings, streams and files count towards budgets of their own, this month’s alone, deleted ones as long as they ran', async () => {
  await capture('recording', { minutes: 60, bytes: 3000 });
  await capture('recording', { minutes: 30, bytes: 5000, deleted: true });
  await capture('recording', { minutes: 500, bytes: 1000, startedAt: '2026-10-31T23:59:59.999Z' });
  await capture('recording', { minutes: 0.5, startedAt: '2026-11-01T00:00:00.000Z' });
  await capture('stream', { minutes: 25 });
  const used = async (metric: string, limit: number) => (await budget({ metric, limit })).used;
  expect(await used('participantMinutes', 1)).toBe(0);
  expect(await used('recordingMinutes', 100)).toBe(90.5);
  expect(await used('streamingMinutes', 50)).toBe(25);
  expect(await used('storedBytes', 4000)).toBe(4000);
  const { body } = await world.call(
    'get',
    `/v1/usage?externalId=${externalId}&from=2026-11-01&to=2026-11-30`,
  );
  expect(body).toMatchObject({ recordingMinutes: 90.5, streamingMinutes: 25, storedBytes: 4000 });
  expect(await told()).toEqual(['50', '50', '80', '50', '80', '100'].map((each) => `2026-11 ${each}`).sort());
  await capture('stream', { minutes: 15 });
  await later(60_000);
  expect(await told()).toEqual(['2026-11 80']);
});

test('each threshold is told once, whatever is retried and by how many nodes it is looked at', async () => {
  const { id } = await budget();
  expect(await told()).toEqual([]);
  await use(81);
  nowMs += 60_000;
  await Promise.all(Array.from({ length: 8 }, () => care(0)));
  for (let round = 0; round < 3; round += 1) await later(60_000);
  expect(await told()).toEqual(['2026-11 50', '2026-11 80']);
  await use(100);
  await Promise.all([later(60_000), care(0), care(0)]);
  expect(await told()).toEqual(['2026-11 100']);
  const { body } = await world.call('get', '/v1/usage/budgets');
  const shown = budgetSchema.array().parse(body.data);
  expect(shown.find((one) => one.id === id)?.crossed.map(({ used }) => used)).toEqual([81, 81, 181]);
});

test('a process that dies while it tells has told nothing, and the next one tells it', async () => {
  const { id } = await budget();
  await use(50);
  const killed = world.database.forTenant(world.ours).transaction(async (repos) => {
    await repos.budgets.lock(id, new Date(nowMs));
    await repos.budgets.cross(id, { month: '2026-11', threshold: 50, used: 50, at: new Date(nowMs) });
    await repos.outbox.enqueue({ type: 'usage.threshold', payload: {} });
    throw new Error('killed');
  });
  await expect(killed).rejects.toThrow();
  expect(await told()).toEqual([]);
  await later(60_000);
  expect(await told()).toEqual(['2026-11 50']);
});

test('a budget is not looked at more often than it is due', async () => {
  await budget();
  await later(1);
  await use(60);
  await later(14_000);
  expect(await told()).toEqual([]);
  await later(2000);
  expect(await told()).toEqual(['2026-11 50']);
});

test('a limit or threshold that is lowered below what was used is told with the change itself, once', async () => {
  await use(40);
  const { id } = await budget();
  const change = (body: object) => world.call('patch', `/v1/usage/budgets/${id}`).send(body).expect(200);
  expect(await told()).toEqual([]);
  const { body } = await change({ thresholds: [30, 80] });
  expect(body.crossed).toMatchObject([{ threshold: 30, used: 40 }]);
  await change({ limit: 50 });
  await change({ limit: 500 });
  await change({ limit: 10, thresholds: [30, 80, 400] });
  await later(60_000);
  expect(await told()).toEqual(['2026-11 30', '2026-11 400', '2026-11 80']);
});

test('what is over when the budget is set is told once, though the request is sent twice', async () => {
  await use(1000);
  const key = newId('event');
  const both = await Promise.all([
    create().set('idempotency-key', key),
    create().set('idempotency-key', key),
  ]);
  expect(both.some(({ status }) => status === 201)).toBe(true);
  expect((await create().set('idempotency-key', key)).status).toBe(201);
  expect(await told()).toEqual(['2026-11 100', '2026-11 50', '2026-11 80']);
});

test('a new month begins at none and is told anew; what ends in the old one is still told as of it', async () => {
  await use(60);
  await budget();
  expect(await told()).toEqual(['2026-11 50']);
  nowMs = Date.parse('2026-12-01T00:00:20.000Z');
  await use(25, '2026-11-30');
  await care();
  expect(await told()).toEqual(['2026-11 80']);
  await use(55, '2026-12-01');
  await later(60_000);
  expect(await told()).toEqual(['2026-12 50']);
  const { body } = await world.call('get', '/v1/usage/budgets');
  const shown = budgetSchema
    .array()
    .parse(body.data)
    .find((one) => one.externalId === externalId);
  expect(shown).toMatchObject({ month: '2026-12', used: 55, crossed: [{ threshold: 50 }] });
});

test('a budget that was changed in the new month says nothing of the old one', async () => {
  const { id } = await budget();
  nowMs = Date.parse('2026-12-01T00:10:00.000Z');
  await use(90, '2026-11-30');
  await world.call('patch', `/v1/usage/budgets/${id}`).send({ limit: 50 });
  await later(60_000);
  expect(await told()).toEqual([]);
});

test('there is one budget for a metric and a customer, and a deleted one tells nothing', async () => {
  const { id } = await budget();
  const again = await create();
  expect([again.status, again.body.code]).toEqual([409, 'conflict']);
  expect((await world.call('delete', `/v1/usage/budgets/${id}`)).status).toBe(204);
  expect((await world.call('delete', `/v1/usage/budgets/${id}`)).status).toBe(404);
  await use(100);
  await later(60_000);
  expect(await told()).toEqual([]);
});

test.each([
  [{ limit: 0 }, '/limit'],
  [{ limit: -5 }, '/limit'],
  [{ limit: 1e16 }, '/limit'],
  [{ metric: 'money' }, '/metric'],
  [{ thresholds: [] }, '/thresholds'],
  [{ thresholds: [50, 50] }, '/thresholds'],
  [{ thresholds: [0] }, '/thresholds/0'],
  [{ thresholds: [1.5] }, '/thresholds/0'],
  [{ externalId: '' }, '/externalId'],
  [{ used: 0 }, '/used'],
])('400 %j is refused', async (body, pointer) => {
  const response = await create(body);
  expect(response.status).toBe(400);
  expect(response.body.errors[0].pointer).toBe(pointer);
});

test('setting, changing and deleting a budget stand in the audit log', async () => {
  const { id } = await budget();
  await world.call('patch', `/v1/usage/budgets/${id}`).send({ limit: 7 });
  await world.call('delete', `/v1/usage/budgets/${id}`);
  const { body } = await world.call('get', '/v1/audit-log?limit=10');
  const acts = (body.data as { action: string; targetId: string }[]).filter(
    ({ targetId }) => targetId === id,
  );
  expect(acts.map(({ action }) => action)).toEqual(['deleteBudget', 'updateBudget', 'createBudget']);
});
