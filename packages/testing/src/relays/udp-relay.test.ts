import { createSocket } from 'node:dgram';
import type { Socket } from 'node:dgram';
import { expect, onTestFinished, test } from 'vitest';
import { closableSuite } from '../closable/closable-suite.ts';
import { startUdpRelay } from './udp-relay.ts';
import type { UdpFaults } from './udp-relay.ts';

async function openSocket(): Promise<Socket> {
  const socket = createSocket('udp4');
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
  onTestFinished(() => void socket.close());
  return socket;
}

/** Sends numbered datagrams through a relay one by one, and resolves with the numbers that arrived, in their order. */
async function send(count: number, faults: UdpFaults, seed = 42): Promise<number[]> {
  const target = await openSocket();
  const relay = await startUdpRelay({ target: { port: target.address().port }, seed, ...faults });
  onTestFinished(() => relay.close());
  const arrived: number[] = [];
  target.on('message', (data) => arrived.push(data.readUInt32BE()));
  const client = await openSocket();
  for (let number = 0; number < count; number += 1) {
    const data = Buffer.alloc(4);
    data.writeUInt32BE(number);
    client.send(data, relay.port, '127.0.0.1');
    // One at a time through the kernel: a burst may overflow the receive buffer and look like loss.
    await expect.poll(() => relay.counts().received, { interval: 1 }).toBe(number + 1);
  }
  await expect.poll(() => arrived.length, { interval: 1 }).toBe(count - relay.counts().lost);
  return arrived;
}

const inOrder = (numbers: readonly number[]) =>
  numbers.every((one, at) => at === 0 || one > (numbers[at - 1] ?? 0));

test('a relay without faults passes every datagram in order (control)', async () => {
  const arrived = await send(200, {});
  expect(arrived).toEqual(Array.from({ length: 200 }, (_, index) => index));
});

test('the stated share of datagrams is lost', async () => {
  const arrived = await send(500, { lossRatio: 0.2 });
  expect(arrived.length).toBeGreaterThan(350);
  expect(arrived.length).toBeLessThan(450);
});

test('the same seed loses the same datagrams, another seed others', async () => {
  const [one, same, other] = [
    await send(100, { lossRatio: 0.3 }, 1),
    await send(100, { lossRatio: 0.3 }, 1),
    await send(100, { lossRatio: 0.3 }, 2),
  ];
  expect(same).toEqual(one);
  expect(other).not.toEqual(one);
});

test('datagrams that are held back are overtaken, and none is lost', async () => {
  const arrived = await send(100, { reorderRatio: 0.2, reorderMs: 15 });
  expect(arrived).toHaveLength(100);
  expect(inOrder(arrived)).toBe(false);
});

test('what goes to clients waits for a path that is limited, and is lost where its queue is full', async () => {
  const target = await openSocket();
  // Each answer is 972 bytes and takes 10 ms with its headers, so six of them may wait.
  target.on('message', (_, from) => {
    for (let n = 0; n < 20; n += 1) target.send(Buffer.alloc(972, n), from.port, from.address);
  });
  const limits = { downBitsPerSecond: 800_000, downQueueMs: 55 };
  const relay = await startUdpRelay({ target: { port: target.address().port }, seed: 3, ...limits });
  onTestFinished(() => relay.close());
  const client = await openSocket();
  const arrived: number[] = [];
  client.on('message', (data) => arrived.push(data.readUInt8()));
  client.send('ask', relay.port, '127.0.0.1');
  await expect.poll(() => arrived.length + relay.counts().lost, { interval: 1 }).toBe(20);
  expect(inOrder(arrived)).toBe(true);
  expect(arrived.length).toBeGreaterThanOrEqual(6);
  const before = relay.counts().lost;
  expect(before).toBeGreaterThan(0);
  relay.set({});
  client.send('ask', relay.port, '127.0.0.1');
  await expect.poll(() => arrived.length, { interval: 1 }).toBe(40 - before);
});

test('answers find their way back to the client that asked', async () => {
  const target = await openSocket();
  target.on('message', (data, from) => target.send(data, from.port, from.address));
  const relay = await startUdpRelay({ target: { port: target.address().port }, seed: 3, delayMs: 5 });
  onTestFinished(() => relay.close());
  const clients = await Promise.all([openSocket(), openSocket()]);
  const answers = clients.map(
    (client) => new Promise<string>((resolve) => client.once('message', (data) => resolve(String(data)))),
  );
  clients.forEach((client, index) => client.send(`from ${String(index)}`, relay.port, '127.0.0.1'));
  expect(await Promise.all(answers)).toEqual(['from 0', 'from 1']);
});

closableSuite('UDP relay', async () => {
  const target = await openSocket();
  const relay = await startUdpRelay({ target: { port: target.address().port }, seed: 1 });
  return {
    close: () => relay.close(),
    emitted: () => relay.counts().received,
    held: () => relay.openSockets(),
  };
});
