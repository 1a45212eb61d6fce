import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { consolePageConfigSchema } from '@cloudmeet/contracts';
import { createLogger, startHttpServer } from '@cloudmeet/service-kit';
import type { HttpServer } from '@cloudmeet/service-kit';
import supertest from 'supertest';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createConsoleHost } from '../src/index.ts';

const shell =
  '<!doctype html><script type="application/json" id="cm-config">{}</script><script type="module" src="/assets/main-abc.js"></script>';
let server: HttpServer;
let consoleDir: string;

beforeAll(async () => {
  consoleDir = await mkdtemp(join(tmpdir(), 'cloudmeet-console-'));
  await mkdir(join(consoleDir, 'assets'));
  await writeFile(join(consoleDir, 'index.html'), shell);
  await writeFile(join(consoleDir, 'assets', 'main-abc.js'), 'export {};');
  await writeFile(join(consoleDir, 'manifest.json'), '{}');
  const handler = createConsoleHost({
    config: {
      publicApiUrl: 'https://api.example.com',
      publicRoomUrl: 'https://rooms.example.com',
      consoleDir,
    },
    logger: createLogger({ service: 'console-host', level: 'silent' }),
  });
  server = await startHttpServer({ name: 'the console host', handler, port: 0 });
});
afterAll(async () => {
  await server.close();
  await rm(consoleDir, { recursive: true });
});

const get = (path: string) => supertest(server.url).get(path);
const directives = (policy = '') => new Map(policy.split('; ').map((one) => [one.split(' ')[0], one]));

function configOf(html: string) {
  const [, text = ''] = /id="cm-config">([\s\S]*?)<\/script>/.exec(html) ?? [];
  return consolePageConfigSchema.strict().parse(JSON.parse(text));
}

test.each(['/', '/rooms', '/rooms/rm_7Hq2vMx9TtKe4LbN0cWdPzRs?tab=live', '/sessions/ses_1'])(
  'the address %s opens the page, with its configuration',
  async (path) => {
    const { status, text, headers } = await get(path);
    expect([status, headers['content-type'], headers['cache-control']]).toEqual([
      200,
      'text/html; charset=utf-8',
      'no-store',
    ]);
    expect(configOf(text)).toMatchObject({
      apiUrl: 'https://api.example.com',
      roomUrl: 'https://rooms.example.com',
    });
  },
);

test('the policy lets in our own scripts, the SDK and this answer’s styles alone, and nobody may frame the page', async () => {
  const { text, headers } = await get('/rooms');
  const policy = directives(headers['content-security-policy']);
  expect(policy.get('default-src')).toBe("default-src 'none'");
  expect(policy.get('script-src')).toBe("script-src 'self' https://api.example.com/sdk/v1/cloudmeet.js");
  expect(policy.get('style-src')).toBe(`style-src 'self' 'nonce-${configOf(text).nonce}'`);
  expect(policy.get('connect-src')).toBe(
    "connect-src 'self' https://api.example.com https://rooms.example.com",
  );
  expect(policy.get('frame-src')).toBe('frame-src https://rooms.example.com');
  expect(policy.get('frame-ancestors')).toBe("frame-ancestors 'none'");
  expect(headers['content-security-policy']).not.toContain('unsafe');
});

test('every answer has a nonce of its own', async () => {
  const [one, other] = await Promise.all([get('/'), get('/')]);
  expect(configOf(one.text).nonce).not.toBe(configOf(other.text).nonce);
});

test('assets are kept for a year, and what is no page and no asset is not there', async () => {
  const asset = await get('/assets/main-abc.js');
  expect([asset.status, asset.headers['cache-control']]).toEqual([
    200,
    'public, max-age=31536000, immutable',
  ]);
  for (const path of ['/assets/gone', '/assets/gone.js', '/manifest.json', '/.env', '/rooms.php'])
    expect((await get(path)).status).toBe(404);
  expect((await supertest(server.url).post('/rooms')).status).toBe(404);
});
