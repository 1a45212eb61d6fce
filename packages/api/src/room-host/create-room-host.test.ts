import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newId, roomPageConfigSchema } from '@cloudmeet/contracts';
import { createLogger } from '@cloudmeet/service-kit';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRoomHost } from './create-room-host.ts';

const page =
  '<html><script type="application/json" id="cm-config">{}</script><div id="cm-room"></div></html>';
const hostile = '</script><script>alert(1)</script><!--';
const known = newId('room');
const allowedOrigins = ['https://app.example.com', 'http://localhost:4402'];
let folder: string;
let host: ReturnType<typeof createRoomHost>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'room-host-'));
  await writeFile(join(folder, 'index.html'), page);
  host = createRoomHost({
    database: {
      system: {
        findRoomPage: (roomId) =>
          Promise.resolve(
            roomId === known
              ? { tenantId: newId('tenant'), tenantName: hostile, branding: {}, allowedOrigins }
              : null,
          ),
      },
    },
    logger: createLogger({ service: 'test', level: 'silent' }),
    config: {
      publicApiUrl: 'http://127.0.0.1:4400',
      socketUrl: 'ws://127.0.0.1:4400/rt',
      roomAppDir: folder,
    },
  });
});
afterAll(() => rm(folder, { recursive: true }));

function configOf(html: string) {
  const [, json = ''] = /id="cm-config">([^<]*)<\/script>/.exec(html) ?? [];
  return roomPageConfigSchema.parse(JSON.parse(json));
}

describe('the room page', () => {
  it('may be framed by the tenant’s origins and runs scripts of its own origin only', async () => {
    const { headers, text } = await request(host).get(`/r/${known}`).expect(200);
    expect(headers['content-security-policy']).toContain(`frame-ancestors ${allowedOrigins.join(' ')}`);
    expect(headers['content-security-policy']).toContain("script-src 'self';");
    expect(configOf(text)).toMatchObject({ roomId: known, allowedOrigins });
  });

  it('keeps a tenant’s name from ending the configuration', async () => {
    const { text } = await request(host).get(`/r/${known}`);
    expect(text).not.toContain('<script>alert(1)');
    expect(configOf(text).tenantName).toBe(hostile);
  });

  it.each([newId('room'), 'rm_short', 'constructor', '%3Cscript%3E'])(
    'shows %s as a room that nobody may frame',
    async (roomId) => {
      const { headers, text } = await request(host).get(`/r/${roomId}`).expect(200);
      expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
      expect(configOf(text).allowedOrigins).toEqual([]);
      expect(text).not.toContain('<script>alert');
    },
  );

  it('refuses to start on a page without a place for the configuration', async () => {
    const empty = await mkdtemp(join(tmpdir(), 'room-host-'));
    await writeFile(join(empty, 'index.html'), '<html></html>');
    const config = { publicApiUrl: 'http://a', socketUrl: 'ws://a/rt', roomAppDir: empty };
    const database = { system: { findRoomPage: () => Promise.resolve(null) } };
    expect(() =>
      createRoomHost({ database, config, logger: createLogger({ service: 'x', level: 'silent' }) }),
    ).toThrow('cm-config');
    await rm(empty, { recursive: true });
  });
});

describe('embed-check', () => {
  const check = (roomId: string, origin: string) =>
    request(host).get(`/r/${roomId}/embed-check`).set('Origin', origin);

  it('allows exactly the registered origins', async () => {
    const { body, headers } = await check(known, 'https://app.example.com').expect(200);
    expect(body).toEqual({ allowed: true });
    expect(headers['access-control-allow-origin']).toBe('*');
  });

  it.each([
    'null',
    'https://app.example.com.evil.example',
    'https://app.example.com:8443',
    'http://app.example.com',
    'https://example.com',
  ])('refuses %s', async (origin) => {
    expect((await check(known, origin).expect(200)).body).toEqual({
      allowed: false,
      reason: 'origin-not-allowed',
    });
  });

  it('answers for an unknown room as for one that allows nobody', async () => {
    expect((await check(newId('room'), 'https://app.example.com')).body).toEqual({
      allowed: false,
      reason: 'origin-not-allowed',
    });
  });

  it('wants an Origin', async () => {
    await request(host).get(`/r/${known}/embed-check`).expect(400);
  });
});
