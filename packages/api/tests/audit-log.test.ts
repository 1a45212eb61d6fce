import { operationExamples, policyOf } from '@cloudmeet/contracts';
import type { AuditEntry, OperationId } from '@cloudmeet/contracts';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApiWorld } from './api-world.ts';
import type { ApiWorld } from './api-world.ts';
import { createTenant } from './create-tenant.ts';
import { allOperations, requestOf } from './requests-of-operations.ts';
import type { PathIds } from './requests-of-operations.ts';
import { fillTenant } from './tenant-with-everything.ts';

let world: ApiWorld;
let ids: PathIds;
let admin: pg.Client;
beforeAll(async () => {
  world = await createApiWorld();
  ids = await fillTenant(world, world.ours, 'Mine');
  admin = new pg.Client(world.adminUrl);
  await admin.connect();
});
afterAll(async () => {
  await admin.end();
  await world.close();
});

const entries = async (query = ''): Promise<AuditEntry[]> =>
  (await world.call('get', `/v1/audit-log?limit=100${query}`)).body.data;
const verify = async (authorization?: string) =>
  (await world.call('get', '/v1/audit-log/verify', authorization)).body;

const place = (id: string) =>
  id === 'replayWebhookDelivery' ? 0 : /^(delete|remove|revoke)/.test(id) ? 2 : 1;
const acts = allOperations
  .map(({ id }) => id)
  .filter((id) => (policyOf(id)?.audit ?? null) !== null)
  // First what needs an enabled endpoint, last what takes away what the others need.
  .toSorted((a, b) => place(a) - place(b));

test.each(acts.map((id) => [id] as const))(
  'ID-16 %s is in the log with who, what and to what',
  async (id: OperationId) => {
    const response = await requestOf(world, id, ids);
    const [newest] = await entries(`&action=${id}`);
    expect(newest).toMatchObject({ action: id, requestId: response.get('x-request-id') });
    expect(newest?.targetType).toBe(policyOf(id)?.audit);
    expect(newest?.outcome).toBe(response.status < 300 ? 'done' : 'failed');
  },
);

test('ID-16 reading, minting and a request that is refused leave no entry', async () => {
  const before = (await entries())[0]?.seq;
  await world.call('get', '/v1/rooms');
  await world.call('post', '/v1/rooms').send({ name: '' });
  await world.call('post', '/v1/rooms').send({ tenantId: world.theirs.tenantId });
  const { body: tenant } = await world.call('get', '/v1/tenant');
  expect([(await entries())[0]?.seq, tenant.id]).toEqual([before, world.ours.tenantId]);
});

test('ID-16 an act and its entry are one: when the entry cannot be written nothing is done', async () => {
  const { tenantId } = world.ours;
  await admin.query('ALTER TABLE audit_log ADD CONSTRAINT none CHECK (false) NOT VALID');
  const response = await world.call('post', '/v1/rooms').send({ name: 'Unwritten' });
  await admin.query('ALTER TABLE audit_log DROP CONSTRAINT none');
  expect(response.status).toBe(500);
  const { rows } = await admin.query("SELECT 1 FROM rooms WHERE tenant_id = $1 AND name = 'Unwritten'", [
    tenantId,
  ]);
  expect(rows).toEqual([]);
});

test('a replayed answer is no second act', async () => {
  const send = () =>
    world.call('post', '/v1/rooms').set('idempotency-key', 'once-in-the-log').send({ name: 'Once' });
  await send();
  const before = (await entries())[0]?.seq;
  expect((await send()).get('idempotency-replayed')).toBe('true');
  expect((await entries())[0]?.seq).toBe(before);
});

test('ID-17 fifty acts at once make one chain without a gap', async () => {
  await Promise.all(Array.from({ length: 50 }, () => world.call('post', '/v1/rooms').send({})));
  const check = await verify();
  expect(check).toMatchObject({ valid: true, brokenSeq: null, nextAfterSeq: null });
  expect(check.head.seq).toBe(check.checked);
});

const changes: Record<string, string> = {
  'an entry that was changed':
    "UPDATE audit_log SET actor_label = 'somebody else' WHERE tenant_id = $1 AND seq = 2",
  'an entry whose detail was changed': "UPDATE audit_log SET detail = '{}' WHERE tenant_id = $1 AND seq = 2",
  'an entry that was moved to another time':
    "UPDATE audit_log SET at = at - interval '1 hour' WHERE tenant_id = $1 AND seq = 2",
  'an entry that was taken out': 'DELETE FROM audit_log WHERE tenant_id = $1 AND seq = 2',
};
test.each(Object.entries(changes))('ID-17 control: %s is found at its place', async (_name, statement) => {
  const tenant = await createTenant(world, 'Altered');
  const authorization = `Bearer ${tenant.apiKey}`;
  for (let n = 0; n < 3; n += 1)
    await world.call('post', '/v1/rooms', authorization).send(operationExamples('createRoom').body as object);
  expect(await verify(authorization)).toMatchObject({ valid: true, checked: 3 });
  await admin.query(statement, [tenant.tenantId]);
  expect(await verify(authorization)).toMatchObject({ valid: false, brokenSeq: 2 });
});

test('ID-17 control: a log whose end was cut off is found too', async () => {
  const tenant = await createTenant(world, 'Cut');
  const authorization = `Bearer ${tenant.apiKey}`;
  for (let n = 0; n < 3; n += 1) await world.call('post', '/v1/rooms', authorization).send({});
  await admin.query('DELETE FROM audit_log WHERE tenant_id = $1 AND seq = 3', [tenant.tenantId]);
  expect(await verify(authorization)).toMatchObject({ valid: false, brokenSeq: 3 });
});

test('the log is filtered by who, what, to what and when', async () => {
  const [newest] = await entries();
  const by = async (query: string) => (await entries(query)).length;
  expect(await by(`&actorId=${world.ours.apiKeyId}`)).toBeGreaterThan(0);
  expect(await by('&actorId=nobody')).toBe(0);
  expect(await by(`&targetId=${newest?.targetId ?? ''}`)).toBeGreaterThan(0);
  expect(await by(`&from=${new Date(Date.now() + 60_000).toISOString()}`)).toBe(0);
});
