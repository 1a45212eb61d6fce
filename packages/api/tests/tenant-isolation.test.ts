import type supertest from 'supertest';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApiWorld } from './api-world.ts';
import type { ApiWorld } from './api-world.ts';
import { allOperations, nobodysIds, pathOf, readable, requestOf } from './requests-of-operations.ts';
import type { PathIds } from './requests-of-operations.ts';
import { fillTenant } from './tenant-with-everything.ts';

const canary = 'CanaryQ7x';
const requestId = 'the-same-request';
let world: ApiWorld;
let theirIds: PathIds;
let ourIds: PathIds;

beforeAll(async () => {
  world = await createApiWorld();
  theirIds = await fillTenant(world, world.theirs, canary);
  ourIds = await fillTenant(world, world.ours, 'Mine');
});
afterAll(() => world.close());

const theirKey = () => `Bearer ${world.theirs.apiKey}`;

/** Everything of a response that says something: all but time and what is left of the rate limit. */
function said(response: supertest.Response) {
  const { date: _date, ratelimit: _left, ...headers } = response.headers;
  return { status: response.status, text: response.text, headers };
}

/** All that the other tenant can read of itself. */
async function theirState(): Promise<unknown[]> {
  const answers = await Promise.all(readable.map(({ id }) => requestOf(world, id, theirIds, theirKey())));
  return answers.map(({ status, body }) => {
    const shown = JSON.stringify(body).replaceAll(/"lastUsedAt":("[^"]*"|null)/g, '');
    return [status, shown];
  });
}

test('control: with their own key the canary is seen, so these tests would notice it', async () => {
  const state = JSON.stringify(await theirState());
  for (const mark of [
    `Room ${canary}`,
    `Tenant ${canary}`,
    `Name ${canary}`,
    `Key ${canary}`,
    `kid-${canary}`,
  ])
    expect(state).toContain(mark);
  for (const id of Object.values(theirIds)) expect(state).toContain(id);
});

const withParameters = allOperations.filter(({ parameters }) => parameters.length > 0);
const withoutParameters = allOperations.filter(({ parameters }) => parameters.length === 0);

test.each(withParameters.map(({ id, operation }) => [id, operation] as const))(
  "%s: another tenant's id is answered byte for byte like one that never was, and changes nothing",
  async (id) => {
    const before = await theirState();
    const [theirs, nobodys] = await Promise.all(
      [theirIds, nobodysIds].map((ids) => requestOf(world, id, ids).set('x-request-id', requestId)),
    );
    expect(theirs?.status).toBe(404);
    expect(said(theirs!)).toEqual(said(nobodys!));
    expect(theirs?.text).not.toContain(canary);
    expect(await theirState()).toEqual(before);
  },
);

test.each(
  withParameters
    .filter(({ parameters }) => parameters.length > 1)
    .map(({ id, parameters }) => [id, parameters] as const),
)("%s: another tenant's id inside a thing of ours is no different", async (id, parameters) => {
  for (const name of parameters) {
    const mixed = { ...ourIds, [name]: theirIds[name] ?? '' };
    const missing = { ...ourIds, [name]: nobodysIds[name] ?? '' };
    const [theirs, nobodys] = await Promise.all(
      [mixed, missing].map((ids) => requestOf(world, id, ids).set('x-request-id', requestId)),
    );
    expect(theirs?.status).toBe(404);
    expect(said(theirs!)).toEqual(said(nobodys!));
  }
});

test.each(withoutParameters.map(({ id }) => [id] as const))(
  '%s: nothing of another tenant is in the answer, and nothing of it changes',
  async (id) => {
    const before = await theirState();
    const response = await requestOf(world, id, {});
    expect(response.status).toBeLessThan(300);
    expect(response.text).not.toContain(canary);
    // The logs of what we did name the ids that we asked for ourselves, above.
    if (id !== 'listAuditLog' && id !== 'listRequestLog')
      for (const theirs of Object.values(theirIds)) expect(response.text).not.toContain(theirs);
    expect(await theirState()).toEqual(before);
  },
);

test("an id in a query or a cursor of another tenant's list leads nowhere", async () => {
  await world.call('post', '/v1/rooms', theirKey());
  const { body } = await world.call('get', '/v1/rooms?limit=1', theirKey());
  const ours = await world.call('get', `/v1/rooms?cursor=${body.nextCursor}`);
  const byExternalId = await world.call('get', `/v1/rooms?externalId=external-${canary}`);
  expect(ours.text + byExternalId.text).not.toContain(canary);
  expect(byExternalId.body.data).toEqual([]);
});

test("an Idempotency-Key of another tenant's is a key of its own", async () => {
  const once = (authorization?: string) =>
    world.call('post', '/v1/rooms', authorization).set('idempotency-key', 'the-same').send({ name: canary });
  const theirs = await once(theirKey());
  const ours = await once();
  expect([theirs.status, ours.status]).toEqual([201, 201]);
  expect(ours.body.id).not.toBe(theirs.body.id);
  expect(ours.get('idempotency-replayed')).toBeUndefined();
});

test('control: every operation with parameters was asked with an id of theirs', () => {
  for (const { operation } of allOperations) expect(() => pathOf(operation, theirIds)).not.toThrow();
  expect(withParameters.length + withoutParameters.length).toBe(allOperations.length);
});
