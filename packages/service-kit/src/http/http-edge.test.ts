import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { CloudMeetError, problemSchema } from '@cloudmeet/contracts';
import express from 'express';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createLogger } from '../logging/logger.ts';
import { currentContext } from '../tracing/request-context.ts';
import { errorEdge, methodNotAllowed, unknownRoute } from './error-edge.ts';
import { jsonBody } from './json-body.ts';
import { requestContext } from './request-context-middleware.ts';
import { startHttpServer } from './start-http-server.ts';
import type { HttpServer } from './start-http-server.ts';

const lines: string[] = [];
let server: HttpServer;

function createApp() {
  const app = express();
  app.use(requestContext(), jsonBody());
  app.post('/echo', (request, response) => {
    response.json({ body: request.body as unknown, requestId: currentContext()?.requestId });
  });
  app.all('/echo', methodNotAllowed(['POST']));
  app.get('/fail/:code', (request) => {
    const codes = { busy: 'rate-limited', key: 'invalid-credential', down: 'unavailable' } as const;
    const code = Object.entries(codes).find(([name]) => name === request.params.code)?.[1];
    if (!code) throw new TypeError('CANARY: the password is 1234', { cause: new Error('CANARY cause') });
    throw new CloudMeetError(code, { retryAfterSeconds: code === 'rate-limited' ? 1.2 : undefined });
  });
  const logger = createLogger({
    service: 'test',
    stream: { write: (line: string) => void lines.push(line) },
  });
  app.use(unknownRoute(), errorEdge({ logger }));
  return app;
}

beforeAll(async () => {
  server = await startHttpServer({ name: 'the test', handler: createApp(), port: 0 });
});
afterAll(() => server.close());

async function send(path: string, init: RequestInit = {}) {
  const response = await fetch(server.url + path, init);
  return { response, body: await response.json() };
}

function post(body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) {
  return send('/echo', { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } });
}

async function expectProblem(sent: ReturnType<typeof send>, status: number, code: string) {
  const { response, body } = await sent;
  expect(response.status).toBe(status);
  expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  const problem = problemSchema.parse(body);
  expect(problem).toMatchObject({ status, code, type: `urn:cloudmeet:problem:${code}` });
  expect(problem.requestId).toBe(response.headers.get('x-request-id'));
  return { response, problem };
}

const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);

test('a body arrives as it was sent, and none stays undefined', async () => {
  expect((await post('{"a":[1,null,"ü"]}')).body).toMatchObject({ body: { a: [1, null, 'ü'] } });
  expect((await post('"text"', { 'content-type': 'application/json; charset="UTF-8"' })).body).toMatchObject({
    body: 'text',
  });
  expect((await send('/echo', { method: 'POST' })).body).not.toHaveProperty('body');
  expect((await post(nested(8))).response.status).toBe(200);
  expect((await post(JSON.stringify('x'.repeat(64 * 1024 - 2)))).response.status).toBe(200);
});

const badBodies: [string, () => ReturnType<typeof send>, number, string][] = [
  ['a broken document', () => post('{"a":'), 400, 'malformed-json'],
  ['two documents', () => post('{} {}'), 400, 'malformed-json'],
  ['bytes that are not UTF-8', () => post(new Uint8Array([0x22, 0xc3, 0x28, 0x22])), 400, 'malformed-json'],
  ['nine levels', () => post(nested(9)), 400, 'too-deep'],
  ['thirty thousand levels', () => post(nested(30_000)), 400, 'too-deep'],
  ['64 kB and a byte', () => post(JSON.stringify('x'.repeat(64 * 1024 - 1))), 413, 'payload-too-large'],
  ['10 MB', () => post('x'.repeat(10_000_000)), 413, 'payload-too-large'],
  [
    'a form',
    () => post('a=1', { 'content-type': 'application/x-www-form-urlencoded' }),
    415,
    'unsupported-media-type',
  ],
  ['no type', () => post('{}', { 'content-type': '' }), 415, 'unsupported-media-type'],
  [
    'another charset',
    () => post('{}', { 'content-type': 'application/json; charset=utf-16' }),
    415,
    'unsupported-media-type',
  ],
  ['a compressed body', () => post('{}', { 'content-encoding': 'gzip' }), 415, 'unsupported-media-type'],
  ['an unknown address', () => send('/nowhere'), 404, 'not-found'],
  ['a broken address', () => send('/fail/%E0%A4%A'), 400, 'invalid-request'],
];
test.each(badBodies)('%s is answered with its problem', async (_what, sent, status, code) => {
  await expectProblem(sent(), status, code);
});

test('a body without a length is cut off at the limit too', async () => {
  const socket = connect(server.port, '127.0.0.1');
  const chunk = `8000\r\n${'x'.repeat(0x8000)}\r\n`;
  socket.write('POST /echo HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/json\r\n');
  socket.write(`Transfer-Encoding: chunked\r\n\r\n${chunk.repeat(4)}0\r\n\r\n`);
  expect(await text(socket)).toMatch(/^HTTP\/1\.1 413 .*payload-too-large/s);
});

test('another method is answered with those that there are', async () => {
  const { response } = await expectProblem(send('/echo'), 405, 'method-not-allowed');
  expect(response.headers.get('allow')).toBe('POST');
});

test('errors carry the headers that go with them', async () => {
  const busy = await expectProblem(send('/fail/busy'), 429, 'rate-limited');
  expect(busy.response.headers.get('retry-after')).toBe('2');
  const key = await expectProblem(send('/fail/key'), 401, 'invalid-credential');
  expect(key.response.headers.get('www-authenticate')).toBe('Bearer');
  const down = await expectProblem(send('/fail/down'), 503, 'unavailable');
  expect(down.response.headers.get('retry-after')).toBe('2');
});

test('what failed inside is logged with its cause and request, and not told', async () => {
  lines.length = 0;
  const { problem } = await expectProblem(send('/fail/other'), 500, 'internal');
  expect(JSON.stringify(problem)).not.toContain('CANARY');
  expect(problem.detail).toBeUndefined();
  const line = lines.find((one) => one.includes('Request failed'));
  expect(line).toContain('CANARY: the password');
  expect(line).toContain('CANARY cause');
  expect(line).toContain(problem.requestId);
});

test("a request keeps its caller's id when that is harmless, else gets one", async () => {
  const named = await post('{}', { 'x-request-id': 'caller-12345678' });
  expect(named.body).toMatchObject({ requestId: 'caller-12345678' });
  for (const bad of ['short', 'with space in it', 'x'.repeat(65), '<script>alert</script>']) {
    const { response } = await post('{}', { 'x-request-id': bad });
    expect(response.headers.get('x-request-id')).toMatch(/^req_\w{24}$/);
  }
});
