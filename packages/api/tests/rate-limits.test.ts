import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApiWorld } from './api-world.ts';
import type { ApiWorld } from './api-world.ts';

let world: ApiWorld;
beforeAll(async () => {
  const limits = {
    perKey: { requests: 5, windowSeconds: 600 },
    perAddress: { requests: 3, windowSeconds: 600 },
  };
  world = await createApiWorld({ config: { limits } });
});
afterAll(() => world.close());

test('each answer says how much of the limit of its key is left, and the one beyond is 429', async () => {
  const left: (string | undefined)[] = [];
  for (let n = 0; n < 5; n += 1) {
    const response = await world.call('get', '/v1/tenant');
    expect(response.status).toBe(200);
    expect(response.get('ratelimit-policy')).toMatch(/^"key"; q=5; w=600/);
    left.push(/r=(\d+)/.exec(response.get('ratelimit') ?? '')?.[1]);
  }
  expect(left).toEqual(['4', '3', '2', '1', '0']);
  const refused = await world.call('get', '/v1/tenant');
  expect([refused.status, refused.body.code]).toEqual([429, 'rate-limited']);
  expect(Number(refused.get('retry-after'))).toBeGreaterThan(0);
  expect(Number(refused.get('retry-after'))).toBeLessThanOrEqual(600);
  expect(refused.get('content-type')).toContain('application/problem+json');
});

test('a refused request changes nothing, and another key at the same address goes on', async () => {
  expect((await world.call('post', '/v1/rooms').send({ name: 'x' })).status).toBe(429);
  const theirs = await world.call('get', '/v1/rooms', `Bearer ${world.theirs.apiKey}`);
  expect([theirs.status, theirs.body.data]).toEqual([200, []]);
});

test('who tries keys is stopped by address; a good key at that address is not', async () => {
  const attempt = (n: number) =>
    world.call('get', '/v1/tenant', `Bearer cm_test_${String(n).padStart(43, 'x')}`);
  for (let n = 0; n < 3; n += 1) {
    const response = await attempt(n);
    expect(response.status).toBe(401);
    expect(response.get('ratelimit-policy')).toMatch(/^"address"; q=3; w=600/);
  }
  const stopped = await attempt(4);
  expect([stopped.status, stopped.body.code]).toEqual([429, 'rate-limited']);
  expect((await world.call('get', '/v1/tenant', null)).status).toBe(429);
  expect((await world.call('get', '/v1/tenant', `Bearer ${world.theirs.apiKey}`)).status).toBe(200);
});

test('an address cannot be made up with X-Forwarded-For', async () => {
  const response = await world.call('get', '/v1/tenant', null).set('x-forwarded-for', '203.0.113.9');
  expect(response.status).toBe(429);
});

test('health, keys and documentation are answered whatever the limits', async () => {
  for (const path of ['/healthz', '/readyz', '/.well-known/jwks.json', '/openapi.json'])
    expect((await world.call('get', path, null)).status).toBe(200);
});
