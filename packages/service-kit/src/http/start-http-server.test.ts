import { Agent, get } from 'node:http';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect, onTestFinished, test } from 'vitest';
import { startHttpServer } from './start-http-server.ts';

async function start(handler: RequestListener, drainMs?: number) {
  const server = await startHttpServer({
    name: 'the test',
    handler,
    port: 0,
    ...(drainMs ? { drainMs } : {}),
  });
  onTestFinished(() => server.close());
  return server;
}

function request(url: string, agent: Agent): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    get(url, { agent }, resolve).once('error', reject);
  });
}

function keepAlive(): Agent {
  const agent = new Agent({ keepAlive: true });
  onTestFinished(() => {
    agent.destroy();
  });
  return agent;
}

/** A handler whose answers wait until they are released. */
function held() {
  const { promise: arrived, resolve: arrive } = Promise.withResolvers<ServerResponse>();
  const handler: RequestListener = (_request, response) => {
    arrive(response);
  };
  return { handler, arrived };
}

test('listens on loopback only, on a port it names', async () => {
  const server = await start((_request, response) => response.end('ok'));
  expect(server.url).toBe(`http://127.0.0.1:${String(server.port)}`);
  expect(server.server.address()).toMatchObject({ address: '127.0.0.1' });
  expect(await text(await request(server.url, keepAlive()))).toBe('ok');
});

test('a taken port is named, with what it was meant for and what to do', async () => {
  const first = await start((_request, response) => response.end());
  const second = startHttpServer({ name: 'the API', handler: () => undefined, port: first.port });
  await expect(second).rejects.toThrow(
    `port ${String(first.port)} on 127.0.0.1, meant for the API, is used by another program. Stop it, or set CLOUDMEET_PORT.`,
  );
});

test('closing waits for a request under way and takes no new one', async () => {
  const { handler, arrived } = held();
  const server = await start(handler);
  const answer = request(server.url, keepAlive());
  const response = await arrived;
  const closing = server.close();
  await expect(request(server.url, keepAlive())).rejects.toThrow(/ECONNREFUSED/);
  response.end('finished');
  const message = await answer;
  expect(await text(message)).toBe('finished');
  expect(message.headers.connection).toBe('close');
  await closing;
});

test('closing does not wait for idle connections', async () => {
  const server = await start((_request, response) => response.end('ok'), 60_000);
  await text(await request(server.url, keepAlive()));
  const silent = connect(server.port, '127.0.0.1');
  await new Promise((resolve) => silent.once('connect', resolve));
  const ended = new Promise((resolve) => silent.once('close', resolve).resume());
  await server.close();
  await ended;
});

test('closing cuts a request that does not finish in time', async () => {
  const { handler, arrived } = held();
  const server = await start(handler, 30);
  const answer = request(server.url, keepAlive());
  await arrived;
  const outcome = expect(answer).rejects.toThrow(/socket hang up|ECONNRESET/);
  await server.close();
  await outcome;
});

test('closing twice is closing once', async () => {
  const server = await start((_request, response) => response.end());
  expect(server.close()).toBe(server.close());
  await server.close();
});
