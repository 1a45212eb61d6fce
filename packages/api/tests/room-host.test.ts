import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { embedCheckSchema, newId, roomPageConfigSchema } from '@cloudmeet/contracts';
import { createLogger, createMetrics, startHttpServer } from '@cloudmeet/service-kit';
import type { HttpServer } from '@cloudmeet/service-kit';
import supertest from 'supertest';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createRoomHost } from '../src/index.ts';
import { createApiWorld } from './api-world.ts';
import type { ApiWorld } from './api-world.ts';

const shell =
  '<!doctype html><script type="application/json" id="cm-config">{}</script><script type="module" src="/assets/main-abc.js"></script>';
let world: ApiWorld;
let server: HttpServer;
let roomAppDir: string;
let roomId: string;

beforeAll(async () => {
  world = await createApiWorld();
  roomAppDir = await mkdtemp(join(tmpdir(), 'cloudmeet-room-'));
  await mkdir(join(roomAppDir, 'assets'));
  await writeFile(join(roomAppDir, 'index.html'), shell);
  await writeFile(join(roomAppDir, 'assets', 'main-abc.js'), 'export {};');
  await writeFile(join(roomAppDir, 'manifest.json'), '{}');
  const logger = createLogger({ service: 'room-host', level: 'silent' });
  const handler = createRoomHost({
    config: {
      publicApiUrl: 'http://127.0.0.1:4400',
      socketUrl: 'ws://127.0.0.1:4400/rt',
      furtherSocketUrls: ['wss://node-2.example.com/rt'],
      streamUrls: ['https://streams.example.com/live'],
      roomAppDir,
      perAddress: { requests: 200, windowSeconds: 60 },
    },
    database: world.database,
    logger,
    metrics: createMetrics({ service: 'room-host' }),
  });
  server = await startHttpServer({ name: 'the room host', handler, port: 0 });
  roomId = (await world.call('post', '/v1/rooms')).body.id;
  await world.call('patch', '/v1/tenant').send({ name: 'Evil </script><script>alert(1)</script>' });
  await world.call('patch', '/v1/tenant/branding').send({ accent: '#123456' });
  for (const origin of ['https://app.example.com', 'http://localhost:4402'])
    await world.call('post', '/v1/tenant/allowed-origins').send({ origin });
});
afterAll(async () => {
  await server.close();
  await world.close();
  await rm(roomAppDir, { recursive: true });
});

const get = (path: string) => supertest(server.url).get(path);

function configOf(html: string) {
  const [, text = ''] =
    /<script type="application\/json" id="cm-config">([\s\S]*?)<\/script>/.exec(html) ?? [];
  return roomPageConfigSchema.strict().parse(JSON.parse(text));
}

test('a room page carries its configuration, whatever its tenant is called', async () => {
  const { status, text, headers } = await get(`/r/${roomId}`);
  expect(status).toBe(200);
  expect(headers['content-type']).toMatch(/^text\/html; charset=utf-8/);
  expect(configOf(text)).toEqual({
    apiUrl: 'http://127.0.0.1:4400',
    socketUrl: 'ws://127.0.0.1:4400/rt',
    roomId,
    allowedOrigins: ['https://app.example.com', 'http://localhost:4402'],
    tenantName: 'Evil </script><script>alert(1)</script>',
    theme: { accent: '#123456' },
  });
  expect(text.match(/<script/g)).toHaveLength(2);
});

test('its policy lets in scripts of its own alone, and only allowed pages around it', async () => {
  const policy = (await get(`/r/${roomId}`)).get('content-security-policy') ?? '';
  const directives = new Map(policy.split('; ').map((one) => [one.split(' ')[0], one]));
  expect(directives.get('default-src')).toBe("default-src 'none'");
  expect(directives.get('script-src')).toBe("script-src 'self'");
  expect(directives.get('connect-src')).toBe(
    "connect-src 'self' http://127.0.0.1:4400 ws://127.0.0.1:4400 wss://node-2.example.com https://streams.example.com",
  );
  expect(directives.get('media-src')).toBe("media-src 'self' blob: https://streams.example.com");
  expect(directives.get('frame-ancestors')).toBe(
    'frame-ancestors https://app.example.com http://localhost:4402',
  );
});

test('it is kept nowhere, tells nobody where it was, and may use camera and microphone', async () => {
  const { headers } = await get(`/r/${roomId}`);
  expect(headers).toMatchObject({
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'cross-origin-opener-policy': 'same-origin-allow-popups',
  });
  expect(headers['permissions-policy']).toContain('camera=(self), microphone=(self)');
  expect(headers['x-frame-options']).toBeUndefined();
});

test('an origin that is removed may not embed from the next page on', async () => {
  const { body } = await world
    .call('post', '/v1/tenant/allowed-origins')
    .send({ origin: 'https://gone.example' });
  expect((await get(`/r/${roomId}`)).get('content-security-policy')).toContain('https://gone.example');
  await world.call('delete', `/v1/tenant/allowed-origins/${body.id}`);
  expect((await get(`/r/${roomId}`)).get('content-security-policy')).not.toContain('https://gone.example');
});

test('a room that never was, one that was deleted and one of a wrong form have the same page for nobody', async () => {
  const deleted = (await world.call('post', '/v1/rooms')).body.id;
  await world.call('delete', `/v1/rooms/${deleted}`);
  const pages = await Promise.all(
    [newId('room'), deleted, 'rm_1'].map(async (id) => ({ id, page: await get(`/r/${id}`) })),
  );
  for (const { id, page } of pages) {
    expect(page.status).toBe(200);
    expect(page.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(configOf(page.text)).toMatchObject({ roomId: id, allowedOrigins: [], tenantName: '', theme: {} });
    expect(page.text.replaceAll(id, '')).toBe(pages[0]?.page.text.replaceAll(pages[0].id, ''));
  }
});

test.each(['%3Cscript%3E', '..%2f..%2fetc', '%00', '__proto__'])(
  'a room called %s is nobody and nothing more',
  async (id) => {
    const { status, text } = await get(`/r/${id}`);
    expect(status).toBe(200);
    expect(configOf(text).tenantName).toBe('');
    expect(text).not.toContain('<script>');
  },
);

test('404 a name beyond all reason', async () => {
  expect((await get(`/r/${'x'.repeat(101)}`)).status).toBe(404);
});

test.each([
  ['https://app.example.com', true],
  ['http://localhost:4402', true],
  ['https://app.example.com:443', false],
  ['https://app.example.com.evil.example', false],
  ['https://APP.example.com', false],
  ['http://app.example.com', false],
  ['null', false],
  ['', false],
  [undefined, false],
])('the check for a page of %j answers %s, to any page', async (origin, allowed) => {
  const request = get(`/r/${roomId}/embed-check`);
  const response = await (origin === undefined ? request : request.set('origin', origin));
  expect(embedCheckSchema.strict().parse(response.body)).toEqual(
    allowed ? { allowed } : { allowed, reason: 'origin-not-allowed' },
  );
  expect(response.get('access-control-allow-origin')).toBe('*');
  expect(response.get('access-control-allow-credentials')).toBeUndefined();
  expect(response.get('cache-control')).toBe('no-store');
  expect(response.get('vary')).toContain('Origin');
});

test('the check of a room that never was is a no like any other', async () => {
  const response = await get(`/r/${newId('room')}/embed-check`).set('origin', 'https://app.example.com');
  expect(response.body).toEqual({ allowed: false, reason: 'origin-not-allowed' });
});

test('assets are kept for a year, and nothing beside them is given out', async () => {
  const asset = await get('/assets/main-abc.js');
  expect(asset.headers).toMatchObject({
    'content-type': 'text/javascript; charset=utf-8',
    'cache-control': 'public, max-age=31536000, immutable',
  });
  for (const path of [
    '/assets/',
    '/assets/none.js',
    '/assets/..%2findex.html',
    '/index.html',
    '/manifest.json',
    '/',
  ])
    expect((await get(path)).status).toBe(404);
});

test('405 pages can only be read', async () => {
  for (const path of [`/r/${roomId}`, `/r/${roomId}/embed-check`])
    expect((await supertest(server.url).post(path)).status).toBe(405);
});

test('503 where the room app was not built, the page says so', async () => {
  await rm(join(roomAppDir, 'index.html'));
  const response = await get(`/r/${roomId}`);
  expect([response.status, response.body.detail]).toEqual([503, 'The room page was not built here.']);
  await writeFile(join(roomAppDir, 'index.html'), shell);
});

test('429 one address cannot ask without end', async () => {
  const answers = await Promise.all(
    Array.from({ length: 200 }, () => get(`/r/${newId('room')}/embed-check`)),
  );
  expect(answers.some(({ status }) => status === 429)).toBe(true);
});

test('our own pages may show every room, known or not, and no other origin is let in by that', async () => {
  const logger = createLogger({ service: 'room-host', level: 'silent' });
  const config = { publicApiUrl: 'http://127.0.0.1:4400', socketUrl: 'ws://127.0.0.1:4400/rt', roomAppDir };
  const own = 'http://127.0.0.1:4403';
  const handler = createRoomHost({
    config: { ...config, ownOrigins: [own] },
    database: world.database,
    logger,
  });
  for (const id of [roomId, newId('room')]) {
    const page = await supertest(handler).get(`/r/${id}`);
    expect(page.get('content-security-policy')).toMatch(/frame-ancestors [^;]*http:\/\/127\.0\.0\.1:4403$/);
    const check = async (origin: string) =>
      embedCheckSchema.parse(
        (await supertest(handler).get(`/r/${id}/embed-check`).set('Origin', origin)).body,
      );
    expect(await check(own)).toEqual({ allowed: true });
    expect((await check('http://127.0.0.1:4404')).allowed).toBe(false);
  }
});
