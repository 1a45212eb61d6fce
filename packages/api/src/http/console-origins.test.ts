import express from 'express';
import supertest from 'supertest';
import { expect, test } from 'vitest';
import { allowConsole } from './console-origins.ts';

const consoleOrigin = 'https://console.example.com';

function api(origins: string[]) {
  const app = express();
  app.use(allowConsole(origins));
  app.use((_request, response) => void response.status(401).json({}));
  return supertest(app);
}

const ask = (origin: string, origins = [consoleOrigin]) =>
  api(origins).get('/v1/rooms').set('Origin', origin);

test('the console’s page may read answers, failed ones too, and send credentials', async () => {
  const { headers, status } = await ask(consoleOrigin);
  expect(status).toBe(401);
  expect(headers['access-control-allow-origin']).toBe(consoleOrigin);
  expect(headers['access-control-allow-credentials']).toBe('true');
  expect(headers['vary']).toBe('Origin');
});

test.each([
  'https://evil.example.com',
  'https://console.example.com.evil.net',
  'null',
  'http://console.example.com',
])('the page of %s may not', async (origin) => {
  const { headers } = await ask(origin);
  expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
  expect(headers['vary']).toBe('Origin');
});

test('its preflight is answered before anybody asks for a credential', async () => {
  const { status, headers } = await api([consoleOrigin])
    .options('/v1/rooms')
    .set({ Origin: consoleOrigin, 'Access-Control-Request-Method': 'PATCH' });
  expect(status).toBe(204);
  expect(headers['access-control-allow-methods']).toContain('PATCH');
  expect(headers['access-control-allow-headers']).toContain('If-Match');
});

test('without a console nothing is added', async () => {
  const { headers } = await ask(consoleOrigin, []);
  expect(headers['access-control-allow-origin']).toBeUndefined();
});
