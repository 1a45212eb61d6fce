import { request } from 'node:http';
import { newId } from '@cloudmeet/contracts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApiWorld } from './api-world.ts';
import type { ApiWorld, Method } from './api-world.ts';
import { allOperations, nobodysIds, pathOf } from './requests-of-operations.ts';

let world: ApiWorld;
beforeAll(async () => {
  world = await createApiWorld();
});
afterAll(() => world.close());

const paths = new Map<string, string[]>();
for (const { operation } of allOperations)
  paths.set(operation.path, [...(paths.get(operation.path) ?? []), operation.method.toUpperCase()]);
const addresses = [...paths].map(([path, methods]) => ({
  path: pathOf({ path } as never, nobodysIds),
  allowed: [...methods, ...(methods.includes('GET') ? ['HEAD'] : []), 'OPTIONS'],
}));
const methods: Method[] = ['get', 'head', 'post', 'put', 'patch', 'delete'];

test.each(addresses)('405 $path knows only $allowed, and says so', async ({ path, allowed }) => {
  for (const method of methods) {
    if (allowed.includes(method.toUpperCase())) continue;
    const response = await world.call(method, path);
    expect(response.status).toBe(405);
    expect(response.get('allow')).toBe(allowed.join(', '));
    if (method !== 'head') expect(response.body.code).toBe('method-not-allowed');
  }
});

test.each(addresses)(
  'OPTIONS $path answers with what is allowed and lets no page in',
  async ({ path, allowed }) => {
    const response = await world
      .call('options', path, null)
      .set({ origin: 'https://app.example.com', 'access-control-request-method': 'POST' });
    expect(response.status).toBe(204);
    expect(response.get('allow')).toBe(allowed.join(', '));
    expect(Object.keys(response.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
  },
);

test('a page of another origin cannot read /v1: API keys are for servers', async () => {
  const response = await world.call('get', '/v1/rooms').set('origin', 'https://app.example.com');
  expect(response.status).toBe(200);
  expect(response.get('access-control-allow-origin')).toBeUndefined();
  expect(response.get('cross-origin-resource-policy')).toBe('same-origin');
});

test('every answer forbids sniffing, framing and keeping, and does not name what it is made with', async () => {
  for (const path of ['/v1/rooms', '/v1/nothing', `/v1/rooms/${newId('room')}`]) {
    const { headers } = await world.call('get', path);
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
    });
    expect(headers['x-powered-by']).toBeUndefined();
    expect(headers['strict-transport-security']).toBeUndefined();
  }
});

test('an API behind https asks for it to stay so', async () => {
  const secure = await createApiWorld({ config: { publicApiUrl: 'https://api.example.com' } });
  const { headers } = await secure.call('get', '/healthz', null);
  await secure.close();
  expect(headers['strict-transport-security']).toBe('max-age=31536000');
});

test('every answer has an id of its request, the one in its problem; a harmless one of the client is kept', async () => {
  const own = await world.call('get', '/v1/nothing');
  expect(own.body.requestId).toBe(own.get('x-request-id'));
  const given = await world.call('get', '/v1/nothing').set('x-request-id', 'from-the-client-1');
  expect(given.body.requestId).toBe('from-the-client-1');
  const hostile = await world.call('get', '/v1/nothing').set('x-request-id', '<script>alert(1)</script>');
  expect(hostile.text).not.toContain('<script>');
});

test('404 an address that nobody knows is a problem too', async () => {
  for (const path of ['/v1', '/v2/rooms', '/v1/rooms/a/b/c/d', '/admin', '/docs/nothing', '/.env']) {
    const response = await world.call('get', path);
    expect([response.status, response.body.code]).toEqual([404, 'not-found']);
  }
});

test('a client that goes away in the middle of its body harms nobody', async () => {
  const { hostname, port } = new URL(world.url);
  await new Promise<void>((resolve) => {
    const headers = {
      authorization: `Bearer ${world.ours.apiKey}`,
      'content-type': 'application/json',
      'content-length': '1000',
    };
    const half = request({ hostname, port, method: 'POST', path: '/v1/rooms', headers });
    half.on('error', () => {
      resolve();
    });
    half.write('{"name":', () => half.destroy(new Error('gone')));
  });
  expect((await world.call('get', '/v1/rooms')).body.data).toEqual([]);
});
