import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApiWorld } from './api-world.ts';
import type { ApiWorld } from './api-world.ts';

let world: ApiWorld;
let folder: string;
let sdkScriptPath: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cloudmeet-site-'));
  sdkScriptPath = join(folder, 'cloudmeet.js');
  world = await createApiWorld({ config: { sdkScriptPath } });
});
afterAll(async () => {
  await world.close();
  await rm(folder, { recursive: true });
});

const get = (path: string) => world.call('get', path, null);

test('/ names where everything else is, and each of those addresses answers', async () => {
  await writeFile(sdkScriptPath, 'var CloudMeet = 0;');
  const { body } = await get('/');
  for (const link of ['documentation', 'openapi', 'keys', 'sdk', 'health'])
    expect((await get(new URL(body[link]).pathname)).status).toBe(200);
});

test('the SDK is a script for any page, asked again with its tag, and a new build shows at once', async () => {
  await writeFile(sdkScriptPath, 'var CloudMeet = 1;');
  const first = await get('/sdk/v1/cloudmeet.js');
  expect(first.text).toBe('var CloudMeet = 1;');
  expect(first.headers).toMatchObject({
    'content-type': 'text/javascript; charset=utf-8',
    'access-control-allow-origin': '*',
    'cross-origin-resource-policy': 'cross-origin',
    'x-content-type-options': 'nosniff',
    'cache-control': 'public, max-age=300, must-revalidate',
  });
  const tag = first.get('etag') ?? '';
  const kept = await get('/sdk/v1/cloudmeet.js').set('if-none-match', tag);
  expect([kept.status, kept.text]).toEqual([304, '']);
  await writeFile(sdkScriptPath, 'var CloudMeet = "two";');
  const second = await get('/sdk/v1/cloudmeet.js').set('if-none-match', tag);
  expect([second.status, second.text]).toEqual([200, 'var CloudMeet = "two";']);
});

test('where the SDK was not built its address is a 404 that says so', async () => {
  await rm(sdkScriptPath, { force: true });
  const response = await get('/sdk/v1/cloudmeet.js');
  expect([response.status, response.body.detail]).toEqual([404, 'The SDK was not built here.']);
});

test('/docs comes whole from here: every script, style and picture, under a policy that allows no other', async () => {
  const page = await get('/docs');
  expect(page.status).toBe(200);
  const policy = page.get('content-security-policy') ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).toMatch(/script-src 'self'(;|$)/);
  const addresses = [...page.text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address]) => address ?? '');
  expect(addresses.length).toBeGreaterThanOrEqual(4);
  for (const address of addresses) {
    expect(address.startsWith('/docs/')).toBe(true);
    expect((await get(address)).status).toBe(200);
  }
  expect(page.text).not.toMatch(/<script>|<style|\son\w+=/);
});

test('/docs/assets gives out nothing but what the page needs', async () => {
  for (const path of ['package.json', 'index.js', '..%2fpackage.json', 'swagger-initializer.js', ''])
    expect((await get(`/docs/assets/${path}`)).status).toBe(404);
});

test('/healthz asks nobody, /readyz asks the database, /metrics counts requests by route', async () => {
  expect((await get('/healthz')).body).toEqual({ status: 'ok' });
  expect((await get('/readyz')).body).toMatchObject({
    status: 'ready',
    checks: { database: { ready: true } },
  });
  await world.call('get', '/v1/rooms/rm_7Hq2vMx9TtKe4LbN0cWdPzRs');
  const { text } = await get('/metrics');
  expect(text).toContain('route="/v1/rooms/:roomId"');
  expect(text).not.toContain('rm_7Hq2vMx9TtKe4LbN0cWdPzRs');
});

test.each([
  '/',
  '/openapi.json',
  '/.well-known/jwks.json',
  '/sdk/v1/cloudmeet.js',
  '/healthz',
  '/readyz',
  '/metrics',
])('405 %s can only be read', async (path) => {
  const response = await world.call('post', path, null);
  expect([response.status, response.get('allow')]).toEqual([405, 'GET, HEAD, OPTIONS']);
  expect((await world.call('options', path, null)).get('allow')).toBe('GET, HEAD, OPTIONS');
});
