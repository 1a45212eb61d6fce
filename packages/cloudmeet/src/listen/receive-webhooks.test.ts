import { startReceiver } from '@cloudmeet/testing/webhooks';
import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import type { Heard } from './receive-webhooks.ts';
import { lineOf } from './listen.ts';
import { receiveWebhooks } from './receive-webhooks.ts';

const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** An API with endpoints as data: what `listen` asks of it. */
async function startApi(endpoints: { id: string; url: string; description: string | null }[]) {
  const server = createServer((request, response) => {
    const id = request.url?.split('/').at(-1) ?? '';
    response.setHeader('content-type', 'application/json');
    if (request.method === 'GET') response.end(JSON.stringify({ data: endpoints, nextCursor: null }));
    else if (request.method === 'DELETE') {
      endpoints.splice(
        endpoints.findIndex((one) => one.id === id),
        1,
      );
      response.writeHead(204).end();
    } else
      void request.toArray().then((chunks) => {
        const body = JSON.parse(Buffer.concat(chunks as Buffer[]).toString()) as {
          url: string;
          description: string;
        };
        endpoints.push({ id: 'whe_new', ...body });
        response.writeHead(201).end(JSON.stringify({ id: 'whe_new', ...body, secret }));
      });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(
    () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(resolve);
      }),
  );
  return `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
}

const body = JSON.stringify({
  type: 'room.deleted',
  timestamp: '2026-11-21T09:30:00.000Z',
  seq: 3,
  data: { roomId: 'rm_1' },
});
function send(url: string, text = body) {
  const timestamp = String(Math.floor(Date.now() / 1000));
  const mac = createHmac('sha256', Buffer.alloc(32, 7)).update(`msg_1.${timestamp}.${body}`);
  const headers = {
    'webhook-id': 'msg_1',
    'webhook-timestamp': timestamp,
    'webhook-signature': `v1,${mac.digest('base64')}`,
  };
  return fetch(url, { method: 'POST', headers, body: text });
}

test('it prints what is signed, sends it on as it came, and answers with that answer', async () => {
  const receiver = await startReceiver(503);
  closing.push(() => receiver.close());
  const endpoints: { id: string; url: string; description: string | null }[] = [];
  const apiUrl = await startApi(endpoints);
  const heard: Heard[] = [];
  const options = { apiUrl, apiKey: 'cm_test_x', forwardTo: receiver.url };
  const listener = await receiveWebhooks(options, (one) => heard.push(one));
  closing.push(() => listener.close());
  expect(endpoints).toMatchObject([{ url: `${listener.url}/`, description: 'cloudmeet listen' }]);
  expect((await send(listener.url)).status).toBe(503);
  receiver.answer = 204;
  expect((await send(listener.url)).status).toBe(204);
  expect(receiver.received.map((one) => one.body)).toEqual([body, body]);
  expect(receiver.received[0]?.headers['webhook-id']).toBe('msg_1');
  expect(lineOf(heard[0]!)).toBe('2026-11-21T09:30:00.000Z  room.deleted #3 -> 503\n  {"roomId":"rm_1"}\n');
});

test('what is not signed is neither printed nor sent on', async () => {
  const heard: Heard[] = [];
  const apiUrl = await startApi([]);
  const listener = await receiveWebhooks({ apiUrl, apiKey: 'cm_test_x', forwardTo: undefined }, (one) =>
    heard.push(one),
  );
  closing.push(() => listener.close());
  expect((await send(listener.url, body.replace('3', '4'))).status).toBe(400);
  expect(heard).toEqual([]);
});

test('it takes its endpoint away when it ends, and those of listeners that were killed, and no other', async () => {
  const other = { id: 'whe_other', url: 'https://app.example.com/', description: 'Attendance' };
  const dead = { id: 'whe_dead', url: 'http://127.0.0.1:9/', description: 'cloudmeet listen' };
  const endpoints = [other, dead];
  const apiUrl = await startApi(endpoints);
  const listener = await receiveWebhooks(
    { apiUrl, apiKey: 'cm_test_x', forwardTo: undefined },
    () => undefined,
  );
  expect(endpoints.map(({ id }) => id)).toEqual(['whe_other', 'whe_new']);
  await Promise.all([listener.close(), listener.close()]);
  expect(endpoints).toEqual([other]);
});
