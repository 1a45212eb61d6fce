import { newId, operationExamples, operationIds, operations } from '@cloudmeet/contracts';
import type { Operation, OperationId } from '@cloudmeet/contracts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApiWorld } from './api-world.ts';
import type { ApiWorld } from './api-world.ts';
import { authorizationFor, pathOf, readable, requestOf } from './requests-of-operations.ts';
import type { PathIds } from './requests-of-operations.ts';
import { fillTenant } from './tenant-with-everything.ts';

let world: ApiWorld;
let ids: PathIds;
beforeAll(async () => {
  const perAddress = { requests: 100_000, windowSeconds: 60 };
  world = await createApiWorld({ config: { limits: { perAddress } } });
  ids = { ...(await fillTenant(world, world.ours, 'Mine')), userSessionId: newId('userSession') };
});
afterAll(() => world.close());

const spec = (id: OperationId): Operation => operations[id];
const writes = operationIds.filter((id) => ['post', 'patch'].includes(spec(id).method));
const forbidden = ['tenantId', 'tenant_id', 'ownerId', 'userId', 'role', 'id', 'createdAt', 'isAdmin'];

/** Fields that an operation has itself are no intruders there. */
function isKnown(id: OperationId, field: string): boolean {
  const { body } = spec(id);
  const whole = { ...(operationExamples(id).body as object), [field]: 'owner' };
  const issues = body?.safeParse(whole).error?.issues ?? [];
  return body !== undefined && issues.every((issue) => issue.code !== 'unrecognized_keys');
}

const cases = writes.flatMap((id) =>
  forbidden.filter((field) => !isKnown(id, field)).map((field) => [id, field] as const),
);

/** Everything that the tenant, and the one beside it, can read of itself. */
async function state(): Promise<unknown[]> {
  const ours = readable.map(({ id }) => requestOf(world, id, ids));
  const theirs = readable
    .filter(({ parameters }) => parameters.length === 0)
    .map(({ id }) => requestOf(world, id, {}, `Bearer ${world.theirs.apiKey}`));
  const answers = await Promise.all([...ours, ...theirs]);
  return answers.map(({ status, body }) => [
    status,
    JSON.stringify(body).replaceAll(/"lastUsedAt":("[^"]*"|null)/g, ''),
  ]);
}

test('no write takes a field that says whose it is or who may: each is refused by name, and nothing changes', async () => {
  const before = await state();
  for (const [id, field] of cases) {
    const operation = spec(id);
    const authorization =
      operation.auth === 'user' ? `Bearer ${world.ours.ownerToken}` : authorizationFor(world, id);
    const body = { ...(operationExamples(id).body as object), [field]: world.theirs.tenantId };
    const response = await world.call(operation.method, pathOf(operation, ids), authorization).send(body);
    expect([id, field, response.status]).toEqual([id, field, 400]);
    expect(JSON.stringify(response.body.errors)).toContain(field);
  }
  expect(await state()).toEqual(before);
}, 60_000);

test('control: without the field the very same requests are taken, and the state would have shown it', async () => {
  const before = await state();
  expect(cases.length).toBeGreaterThan(200);
  expect((await requestOf(world, 'createRoom', ids)).status).toBe(201);
  expect(await state()).not.toEqual(before);
});

test('the tenant of a thing is that of the credential, whatever headers and queries say', async () => {
  const response = await world
    .call('post', `/v1/rooms?tenantId=${world.theirs.tenantId}`)
    .set({ 'x-tenant-id': world.theirs.tenantId, 'tenant-id': world.theirs.tenantId })
    .send({ name: 'Whose' });
  expect(response.status).toBe(400);
  const theirs = await world.call('get', '/v1/rooms', `Bearer ${world.theirs.apiKey}`);
  expect(theirs.text).not.toContain('Whose');
});
