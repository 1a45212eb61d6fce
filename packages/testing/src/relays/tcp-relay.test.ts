import { connect, createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { closableSuite } from '../closable/closable-suite.ts';
import { startTcpRelay } from './tcp-relay.ts';
import type { TcpFaults } from './tcp-relay.ts';

/** A server that sends everything back. */
async function startEcho(): Promise<number> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.pipe(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => new Promise<void>((resolve) => void server.close(() => resolve())));
  return (server.address() as AddressInfo).port;
}

async function openThrough(faults: TcpFaults) {
  const relay = await startTcpRelay({ target: { port: await startEcho() }, seed: 7, ...faults });
  onTestFinished(() => relay.close());
  const client = connect({ port: relay.port, host: '127.0.0.1' });
  client.on('error', () => undefined);
  onTestFinished(() => void client.destroy());
  await new Promise<void>((resolve) => client.once('connect', resolve));
  return { relay, client };
}

/** Sends bytes and resolves with how long they took to come back. */
async function roundTripMs(client: Socket, bytes: number): Promise<number> {
  const startedMs = performance.now();
  let received = 0;
  const back = new Promise<void>((resolve) => {
    client.on('data', (chunk: Buffer) => {
      received += chunk.length;
      if (received >= bytes) resolve();
    });
  });
  client.write(Buffer.alloc(bytes, 1));
  await back;
  return performance.now() - startedMs;
}

test('a relay without faults passes everything (control)', async () => {
  const { client } = await openThrough({});
  expect(await roundTripMs(client, 100_000)).toBeLessThan(1000);
});

test('what is delayed takes the delay in both directions', async () => {
  const { client } = await openThrough({ delayMs: 60 });
  expect(await roundTripMs(client, 10)).toBeGreaterThanOrEqual(118);
});

test('what is throttled takes its time', async () => {
  const { client } = await openThrough({ bytesPerSecond: 100_000 });
  // 30 kB at 100 kB/s are 300 ms in one direction; the way back runs alongside.
  expect(await roundTripMs(client, 30_000)).toBeGreaterThanOrEqual(295);
});

test('bytes keep their order whatever the jitter', async () => {
  const { client } = await openThrough({ jitterMs: 20 });
  const sent = Array.from({ length: 200 }, (_, index) => index % 256);
  const received: number[] = [];
  const done = new Promise<void>((resolve) => {
    client.on('data', (chunk: Buffer) => {
      received.push(...chunk);
      if (received.length === sent.length) resolve();
    });
  });
  for (const byte of sent) client.write(Buffer.from([byte]));
  await done;
  expect(received).toEqual(sent);
});

test('a cut ends every connection at once, and new ones may come', async () => {
  const { relay, client } = await openThrough({});
  const closed = new Promise<void>((resolve) => client.once('close', () => resolve()));
  relay.cut();
  await closed;
  const again = connect({ port: relay.port, host: '127.0.0.1' });
  onTestFinished(() => void again.destroy());
  await new Promise<void>((resolve) => again.once('connect', resolve));
  expect(await roundTripMs(again, 10)).toBeLessThan(1000);
});

test('in a black hole nothing comes back and nobody is told, until it is gone', async () => {
  const { relay, client } = await openThrough({});
  const heard: string[] = [];
  client.on('data', (data: Buffer) => heard.push(String(data)));
  relay.set({ blackhole: true });
  client.write('lost');
  await expect.poll(() => relay.swallowedBytes()).toBe(4);
  expect(client.destroyed).toBe(false);
  relay.set({});
  client.write('found');
  await expect.poll(() => heard.join('')).toBe('found');
});

closableSuite('TCP relay', async () => {
  const relay = await startTcpRelay({ target: { port: await startEcho() }, seed: 1 });
  return { close: () => relay.close(), emitted: () => 0, held: () => relay.connections() };
});
