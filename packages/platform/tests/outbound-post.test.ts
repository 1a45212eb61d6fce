import { createServer } from 'node:http';
import type { RequestListener } from 'node:http';
import { createServer as createTcpServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { createOutboundPost } from '../src/index.ts';

const open = new Set<Socket>();
const servers: Server[] = [];
afterEach(async () => {
  for (const socket of open) socket.destroy();
  await Promise.all(servers.splice(0).map((server) => new Promise((resolve) => server.close(resolve))));
});

async function listen(server: Server): Promise<number> {
  servers.push(server);
  server.on('connection', (socket: Socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}
const serve = (listener: RequestListener) => listen(createServer(listener));
const post = createOutboundPost({ allowPrivate: true, timeoutMs: 400 });
const send = (port: number, protocol = 'http') =>
  post({ url: `${protocol}://127.0.0.1:${String(port)}/hook?a=1`, headers: { 'x-one': 'two' }, body: 'Ω' });

test('it posts body and headers as they are, and no cookie, proxy or connection is shared', async () => {
  const seen: unknown[] = [];
  const port = await serve((request, response) => {
    const { method, url, headers } = request;
    request.on('data', (chunk: Buffer) => seen.push([method, url, headers, chunk.toString()]));
    request.on('end', () => response.writeHead(202).end('thanks'));
  });
  expect(await send(port)).toMatchObject({ status: 202 });
  const headers = expect.objectContaining({ 'x-one': 'two', 'content-length': '2', connection: 'close' });
  expect(seen).toEqual([['POST', '/hook?a=1', headers, 'Ω']]);
});

test.each([301, 302, 303, 307, 308])('WH-14 a redirect with %i is not followed', async (status) => {
  let hits = 0;
  const port = await serve((request, response) => {
    hits += 1;
    response.writeHead(status, { location: `http://127.0.0.1:${String(request.socket.localPort)}/x` }).end();
  });
  expect(await send(port)).toMatchObject({ status, failure: 'redirect' });
  expect(hits).toBe(1);
});

test.each([400, 404, 410, 429, 500, 503])('an answer of %i is a failure with its status', async (status) => {
  const port = await serve((_request, response) => response.writeHead(status, { 'retry-after': '7' }).end());
  expect(await send(port)).toMatchObject({ status, failure: 'status', retryAfterSeconds: 7 });
});

test('WH-11 who accepts and says nothing is left after the time, and so is who drips headers', async () => {
  const silent = await listen(createTcpServer());
  const dripping = await listen(
    createTcpServer((socket) => {
      socket.on('error', () => undefined).write('HTTP/1.1 200 OK\r\n');
      const drip = setInterval(() => socket.write('x-more: 1\r\n'), 20);
      socket.on('close', () => clearInterval(drip));
    }),
  );
  for (const port of [silent, dripping]) {
    const outcome = await send(port);
    expect(outcome.failure).toBe('timeout');
    expect(outcome.durationMs).toBeLessThan(5000);
  }
});

test('WH-11 a name that is looked up for ever is left after the time', async () => {
  const stuck = createOutboundPost({ timeoutMs: 100, resolve: () => new Promise(() => undefined) });
  expect((await stuck({ url: 'https://example.com/', headers: {}, body: '' })).failure).toBe('timeout');
});

test('WH-20 of an answer without end next to nothing is read', async () => {
  let written = 0;
  const port = await serve((_request, response) => {
    response.writeHead(200);
    const chunk = Buffer.alloc(64 * 1024);
    const more = () => {
      if (response.destroyed || written > 200 * chunk.length) return;
      written += chunk.length;
      if (response.write(chunk)) setImmediate(more);
      else response.once('drain', more);
    };
    more();
  });
  expect(await send(port)).toMatchObject({ status: 200 });
  await expect.poll(() => open.size).toBe(0);
  expect(written).toBeLessThan(8 * 1024 * 1024);
});

test('WH-20 who drips a body for ever is cut off when the time is over', async () => {
  const port = await serve((_request, response) => {
    const drip = setInterval(() => response.write('.'), 20);
    response.on('close', () => clearInterval(drip));
  });
  expect(await send(port)).toMatchObject({ status: 200 });
  await expect.poll(() => open.size, { timeout: 5000 }).toBe(0);
});

test('what is not there, hangs up or speaks no TLS is told apart', async () => {
  const gone = await listen(createTcpServer((socket) => socket.destroy()));
  const plain = await serve((_request, response) => response.end());
  const [server] = servers;
  expect((await send(gone)).failure).toBe('unreachable');
  expect((await send(plain, 'https')).failure).toBe('tls');
  await new Promise((resolve) => server?.close(resolve));
  expect((await send(gone)).failure).toBe('unreachable');
  const resolve = () => Promise.reject(Object.assign(new Error('no'), { code: 'ENOTFOUND' }));
  const unknown = createOutboundPost({ resolve });
  expect((await unknown({ url: 'https://nobody.example/', headers: {}, body: '' })).failure).toBe(
    'name-not-found',
  );
});

test('it gives up at once when its process ends, and says nothing about the endpoint then', async () => {
  const controller = new AbortController();
  const port = await listen(createTcpServer());
  const ending = createOutboundPost({ allowPrivate: true, signal: controller.signal });
  const sending = ending({ url: `http://127.0.0.1:${String(port)}/`, headers: {}, body: '' });
  controller.abort(new Error('ending'));
  await expect(sending).rejects.toThrow('ending');
});
