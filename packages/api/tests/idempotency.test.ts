import { limits } from '@cloudmeet/contracts';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { requestHash } from '../src/http/idempotency.ts';
import { createApiWorld } from './api-world.ts';
import type { ApiWorld } from './api-world.ts';
import { allOperations, requestOf } from './requests-of-operations.ts';
import type { PathIds } from './requests-of-operations.ts';
import { fillTenant } from './tenant-with-everything.ts';
import { participantWith, startTestNode } from './test-node.ts';
import type { TestNode } from './test-node.ts';

let world: ApiWorld;
let admin: pg.Client;
let node: TestNode;
let ids: PathIds;
beforeAll(async () => {
  world = await createApiWorld();
  ids = await fillTenant(world, world.theirs, 'Theirs');
  node = await startTestNode(world.database);
  await node.hold({ tenantId: world.theirs.tenantId, roomId: ids['roomId']! });
  admin = new pg.Client(world.adminUrl);
  await admin.connect();
});
afterAll(async () => {
  await admin.end();
  await node.close();
  await world.close();
});

const once = (key: string, body: object = {}) =>
  world.call('post', '/v1/rooms').set('idempotency-key', key).send(body);
const roomsNamed = async (name: string): Promise<number> => {
  const { rows } = await admin.query('SELECT count(*)::int AS n FROM rooms WHERE name = $1', [name]);
  return rows[0].n;
};

test('twenty who send the same request at once make one room and get the same answer', async () => {
  const answers = await Promise.all(Array.from({ length: 20 }, () => once('twenty', { name: 'Twenty' })));
  expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 201));
  expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
  expect(answers.filter((answer) => answer.get('idempotency-replayed') === 'true')).toHaveLength(19);
  expect(await roomsNamed('Twenty')).toBe(1);
});

test('control: twenty without a key make twenty rooms', async () => {
  await Promise.all(
    Array.from({ length: 20 }, () => world.call('post', '/v1/rooms').send({ name: 'Control' })),
  );
  expect(await roomsNamed('Control')).toBe(20);
});

test('a replay has the status, body and ETag of the first answer', async () => {
  const first = await once('replay', { name: 'Replay' });
  const second = await once('replay', { name: 'Replay' });
  expect([second.status, second.text, second.get('etag')]).toEqual([201, first.text, '"1"']);
  expect(first.get('idempotency-replayed')).toBeUndefined();
  expect(second.get('idempotency-replayed')).toBe('true');
});

test('the same request in another spelling is the same request', async () => {
  const send = (body: string) =>
    world
      .call('post', '/v1/rooms')
      .set({ 'idempotency-key': 'spelling', 'content-type': 'application/json' })
      .send(body);
  const first = await send('{"name":"Spelled","lobby":true}');
  const second = await send('{ "lobby": true,\n "name": "  Spelled " }');
  expect(second.body).toEqual(first.body);
});

test('the same key with another body, address or operation is 422', async () => {
  await once('mismatch', { name: 'One' });
  const otherBody = await once('mismatch', { name: 'Two' });
  const otherRoute = await world.call('post', '/v1/api-keys').set('idempotency-key', 'mismatch');
  for (const { status, body } of [otherBody, otherRoute])
    expect([status, body.code]).toEqual([422, 'idempotency-mismatch']);
  expect(await roomsNamed('Two')).toBe(0);
});

test.each(
  allOperations.filter(({ operation }) => operation.method === 'post').map(({ id }) => [id] as const),
)('%s is carried out once and answered twice', async (id) => {
  const somebody = participantWith({ id: ids['participantId']! });
  node.people.set(somebody.id, somebody);
  node.waiting.set(somebody.id, {
    id: somebody.id,
    name: 'Anna',
    since: somebody.joinedAt,
  });
  const send = () =>
    requestOf(world, id, ids, `Bearer ${world.theirs.apiKey}`).set('idempotency-key', `every-${id}`);
  const first = await send();
  const second = await send();
  expect(first.status).toBeLessThan(300);
  expect([second.status, second.text]).toEqual([first.status, first.text]);
  expect(second.get('idempotency-replayed')).toBe('true');
});

test('what is kept for a replay is sealed: neither tokens nor keys stand in the database', async () => {
  const { body } = await world
    .call('post', '/v1/api-keys')
    .set('idempotency-key', 'sealed')
    .send({ name: 'S' });
  const { rows } = await admin.query(
    "SELECT response::text AS kept FROM idempotency_keys WHERE key = 'sealed'",
  );
  expect(rows[0].kept).toMatch(/^"v1\./);
  expect(rows[0].kept).not.toContain(body.key);
});

test('a refused request is not kept: when the reason is gone the same key works', async () => {
  const origin = { origin: 'https://later.example.com' };
  const { body } = await world.call('post', '/v1/tenant/allowed-origins').send(origin);
  const add = () =>
    world.call('post', '/v1/tenant/allowed-origins').set('idempotency-key', 'later').send(origin);
  expect((await add()).status).toBe(409);
  await world.call('delete', `/v1/tenant/allowed-origins/${body.id}`);
  expect((await add()).status).toBe(201);
});

async function noteUnfinished(key: string, roomId: string, lockMs: number): Promise<void> {
  const route = 'POST /v1/rooms/{roomId}/tokens';
  const bodyHash = requestHash({ params: { roomId }, query: {}, body: {} });
  await world.database
    .forTenant(world.ours)
    .transaction((repos) => repos.idempotency.begin({ key, route, bodyHash, lockMs }));
}

test('a request that is under way elsewhere is 409 with a time to try again', async () => {
  const { body: room } = await world.call('post', '/v1/rooms');
  await noteUnfinished('under-way', room.id, 60_000);
  const response = await world
    .call('post', `/v1/rooms/${room.id}/tokens`)
    .set('idempotency-key', 'under-way')
    .send({});
  expect([response.status, response.body.code]).toEqual([409, 'idempotency-in-progress']);
  expect(response.get('retry-after')).toBe('1');
});

test('a request whose process died is taken up by the retry', async () => {
  const { body: room } = await world.call('post', '/v1/rooms');
  await noteUnfinished('died', room.id, 0);
  const mint = () =>
    world.call('post', `/v1/rooms/${room.id}/tokens`).set('idempotency-key', 'died').send({});
  const first = await mint();
  expect(first.status).toBe(201);
  expect((await mint()).text).toBe(first.text);
});

test('a connection that dies in the middle of the work leaves nothing behind, and the retry makes one room', async () => {
  await admin.query('BEGIN');
  await admin.query('SELECT 1 FROM tenants WHERE id = $1 FOR UPDATE', [world.ours.tenantId]);
  const interrupted = once('interrupted', { name: 'Interrupted' }).then((response) => response);
  await expect
    .poll(async () => {
      const killed = await admin.query(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
      );
      return killed.rowCount;
    })
    .toBe(1);
  const response = await interrupted;
  await admin.query('ROLLBACK');
  expect([response.status, response.body.code]).toEqual([503, 'unavailable']);
  expect(Number(response.get('retry-after'))).toBeGreaterThan(0);
  expect(await roomsNamed('Interrupted')).toBe(0);
  const retry = await once('interrupted', { name: 'Interrupted' });
  expect([retry.status, retry.get('idempotency-replayed')]).toEqual([201, undefined]);
  expect(await roomsNamed('Interrupted')).toBe(1);
});

test('after its 24 hours a key is as good as new', async () => {
  await once('old', { name: 'Old' });
  await admin.query("UPDATE idempotency_keys SET expires_at = now() WHERE key = 'old'");
  expect((await once('old', { name: 'Other' })).status).toBe(201);
});

test.each(['', 'two words', 'k'.repeat(limits.idempotencyKeyLength + 1), 'ключ'])(
  '400 the key %j is refused',
  async (key) => {
    const response = await world
      .call('post', '/v1/rooms')
      .set('idempotency-key', Buffer.from(key).toString('latin1'));
    expect([response.status, response.body.errors[0].pointer]).toEqual([400, '/Idempotency-Key']);
  },
);

test('the longest key works, and other methods do not look at it', async () => {
  expect((await once('k'.repeat(limits.idempotencyKeyLength))).status).toBe(201);
  expect((await world.call('get', '/v1/tenant').set('idempotency-key', 'two words')).status).toBe(200);
});
