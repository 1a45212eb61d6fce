import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CloudMeet, CloudMeetError } from '../src/index.ts';
import { Rooms } from '../src/rooms.ts';
import { Transport } from '../src/transport.ts';

type Handle = (request: IncomingMessage, response: ServerResponse) => void;

let server: Server;
let apiUrl: string;
let handle: Handle;
const seen: { method: string; url: string; headers: IncomingMessage['headers'] }[] = [];
const waited: number[] = [];
const apiKey = 'cm_test_x';
const roomId = 'rm_7Hq2vMx9TtKe4LbN0cWdPzRs';

beforeEach(async () => {
  server = createServer((request, response) => {
    seen.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers });
    handle(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  apiUrl = `http://127.0.0.1:${String(address instanceof Object ? address.port : 0)}`;
});
afterEach(async () => {
  seen.length = 0;
  waited.length = 0;
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

/** Answers the first calls in this order, the last one for ever. */
function answer(...answers: Handle[]): void {
  handle = (request, response) => (answers.length > 1 ? answers.shift() : answers[0])?.(request, response);
}
const send =
  (status: number, body?: object, headers: Record<string, string> = {}): Handle =>
  (_request, response) =>
    void response.writeHead(status, headers).end(body && JSON.stringify(body));
const cut: Handle = (request) => void request.socket.destroy();
const room = { id: roomId };
const problem = (code: string) => ({ code, title: code, fix: 'Mend it.', requestId: 'req_1' });

/** Rooms without waiting: what would have been waited is kept. */
function roomsWith(options: { timeoutMs?: number; retriesMax?: number } = {}): Rooms {
  const surroundings = {
    random: () => 0.5,
    sleep: async (ms: number, signal: AbortSignal | undefined) => {
      waited.push(ms);
      signal?.throwIfAborted();
    },
  };
  return new Rooms(new Transport({ apiKey, apiUrl, ...options }, surroundings));
}

describe('a call that fails in passing', () => {
  it.each([
    ['too many requests', send(429, problem('rate-limited'))],
    ['a part that is away', send(503, problem('unavailable'))],
    ['a failure on the other side', send(500, problem('internal'))],
    ['a proxy that gives up', send(502)],
    ['a first try that still runs', send(409, problem('idempotency-in-progress'))],
    ['a connection that is cut', cut],
  ])('is sent again: %s', async (_words, failing) => {
    answer(failing, send(201, room));
    await expect(roomsWith().create()).resolves.toEqual(room);
    expect(new Set(seen.map((one) => one.headers['idempotency-key'])).size).toBe(1);
  });

  it('waits twice as long each time, by half with a chance of one in two, and gives up after three times', async () => {
    answer(send(503, problem('unavailable')));
    await expect(roomsWith().get(roomId)).rejects.toMatchObject({ code: 'unavailable', status: 503 });
    expect(waited).toEqual([100, 200, 400]);
  });

  it('waits as long as the API asks', async () => {
    answer(send(429, problem('rate-limited'), { 'retry-after': '7' }), send(200, room));
    await roomsWith().get(roomId);
    expect(waited).toEqual([7000]);
  });

  it('is not sent again when the API asks for more patience than it has', async () => {
    answer(send(429, problem('rate-limited'), { 'retry-after': '3600' }));
    await expect(roomsWith().get(roomId)).rejects.toMatchObject({
      code: 'rate-limited',
      retryAfterSeconds: 3600,
    });
    expect(seen).toHaveLength(1);
  });

  it.each([400, 401, 403, 404, 409, 412, 422])('is not sent again after %i', async (status) => {
    answer(send(status, problem('conflict')));
    await expect(roomsWith().create()).rejects.toMatchObject({ status, requestId: 'req_1', fix: 'Mend it.' });
    expect(seen).toHaveLength(1);
  });

  it('that deletes is done when the second try finds nothing', async () => {
    answer(cut, send(404, problem('not-found')));
    await expect(roomsWith().delete(roomId)).resolves.toBeUndefined();
    answer(send(404, problem('not-found')));
    await expect(roomsWith().delete(roomId)).rejects.toMatchObject({ code: 'not-found' });
  });

  it('that changes on a condition is not sent again when its answer is lost', async () => {
    answer(cut);
    await expect(roomsWith().update(roomId, { name: 'x' }, { ifMatch: '"1"' })).rejects.toMatchObject({
      code: 'unavailable',
      status: 0,
    });
    expect(seen).toHaveLength(1);
    answer(send(503, problem('unavailable')), send(200, room));
    await expect(roomsWith().update(roomId, { name: 'x' }, { ifMatch: '"1"' })).resolves.toEqual(room);
  });

  it('keeps to a key of your own', async () => {
    answer(cut, send(201, room));
    await roomsWith().create({}, { idempotencyKey: 'order-17' });
    expect(seen.map((one) => one.headers['idempotency-key'])).toEqual(['order-17', 'order-17']);
  });
});

describe('a call', () => {
  it('that nobody answers fails with timeout', async () => {
    answer(() => undefined);
    await expect(roomsWith({ timeoutMs: 50, retriesMax: 0 }).get(roomId)).rejects.toMatchObject({
      name: 'CloudMeetError',
      code: 'timeout',
      retryable: true,
      status: 0,
    });
  });

  it('whose answer stops in the middle fails with timeout too', async () => {
    answer((_request, response) => void response.writeHead(200).write('{"id":'));
    await expect(roomsWith({ timeoutMs: 50, retriesMax: 0 }).get(roomId)).rejects.toMatchObject({
      code: 'timeout',
    });
  });

  it('that is given up rejects with the reason, on its way or while it waits for another try', async () => {
    const reason = new Error('no longer needed');
    const onItsWay = new AbortController();
    answer(() => onItsWay.abort(reason));
    await expect(roomsWith().get(roomId, { signal: onItsWay.signal })).rejects.toBe(reason);
    await expect(roomsWith().get(roomId, { signal: onItsWay.signal })).rejects.toBe(reason);
    const waiting = new AbortController();
    answer(send(503, problem('unavailable'), { 'retry-after': '5' }));
    const client = new CloudMeet({ apiKey, apiUrl });
    const asked = client.rooms.get(roomId, { signal: waiting.signal });
    setTimeout(() => waiting.abort(reason), 100);
    await expect(asked).rejects.toBe(reason);
  });

  it('whose answer is a page of something else says so', async () => {
    answer(send(200), (_request, response) => void response.end('<html>'));
    await expect(roomsWith().get(roomId)).rejects.toMatchObject({ code: 'internal', status: 200 });
    await expect(roomsWith().get(roomId)).rejects.toMatchObject({ code: 'internal', status: 200 });
  });

  it('does not follow an answer elsewhere with its key', async () => {
    answer(send(302, {}, { location: 'http://127.0.0.1:1/' }));
    await expect(roomsWith({ retriesMax: 0 }).get(roomId)).rejects.toMatchObject({ code: 'unavailable' });
    expect(seen).toHaveLength(1);
  });

  it.each(['', '.', '..', '../..', 'rm/x', 'rm?x', 'rm#x', 'rm%2e', 'a b', `rm_${'x'.repeat(200)}`, 'ä'])(
    'with %j for an id is not sent: it would be another call',
    async (id) => {
      answer(send(204));
      const client = new CloudMeet({ apiKey, apiUrl });
      const refused = expect.objectContaining({ code: 'invalid-argument' });
      await expect(client.participants.eject(roomId, id)).rejects.toEqual(refused);
      await expect(client.rooms.delete(id)).rejects.toEqual(refused);
      await expect(client.tokens.mint(id)).rejects.toEqual(refused);
      expect(seen).toEqual([]);
    },
  );

  it.each([
    [{ apiKey: 'secret', apiUrl: 'http://127.0.0.1:1' }],
    [{ apiKey: '', apiUrl: 'http://127.0.0.1:1' }],
    [{ apiKey: 'cm_test_x', apiUrl: 'api.example.com' }],
    [{ apiKey: 'cm_test_x', apiUrl: 'file:///etc' }],
  ])('is never made by a client with %j', (options) => {
    expect(() => new CloudMeet(options)).toThrow(CloudMeetError);
  });

  it('never sends a private key', async () => {
    answer(send(201, {}));
    const client = new CloudMeet({ apiKey, apiUrl });
    const jwk = { kty: 'OKP', crv: 'Ed25519', x: 'x', d: 'secret' };
    await expect(client.signingKeys.add(jwk)).rejects.toMatchObject({ code: 'invalid-argument' });
    expect(seen).toEqual([]);
  });

  it('does not show the key in what it throws', async () => {
    answer(send(401, problem('invalid-credential')));
    const error: unknown = await roomsWith()
      .get(roomId)
      .catch((thrown: unknown) => thrown);
    expect(JSON.stringify(error) + String(error)).not.toContain(apiKey);
  });
});
