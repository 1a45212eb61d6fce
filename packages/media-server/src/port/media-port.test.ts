import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type MediaPort, openMediaPort } from './media-port.ts';

let port: MediaPort;
let sender: Socket;
let got: { bytes: Buffer; arrivedMs: number; takenMs: number }[];
beforeEach(async () => {
  got = [];
  port = await openMediaPort((datagram, arrivedMs) => {
    got.push({ bytes: Buffer.from(datagram), arrivedMs, takenMs: performance.now() });
  });
  sender = createSocket('udp4');
  sender.bind(0, '127.0.0.1');
  await once(sender, 'listening');
});
afterEach(() => {
  port.close();
  sender.close();
});

const send = (...datagrams: Buffer[]) =>
  Promise.all(
    datagrams.map((datagram) => {
      return new Promise<void>((sent) => sender.send(datagram, port.port, '127.0.0.1', () => sent()));
    }),
  );
const turns = async (count: number) => {
  for (let n = 0; n < count; n += 1) await new Promise((resolve) => setImmediate(resolve));
};

test('what comes to a held port waits until it is asked for, whole, in its order and with the time it came', async () => {
  port.hold();
  await turns(3);
  const datagrams = Array.from({ length: 40 }, (_, n) => Buffer.alloc(1 + n * 1500, n));
  const beganMs = performance.now();
  await send(...datagrams);
  const sentMs = performance.now();
  await turns(20);
  expect(got).toEqual([]);
  while (performance.now() < sentMs + 5) await turns(1);
  port.takeWaiting();
  expect(got.map(({ bytes }) => bytes)).toEqual(datagrams);
  for (const { arrivedMs, takenMs } of got) {
    expect(arrivedMs).toBeGreaterThan(beganMs - 2);
    expect(arrivedMs).toBeLessThan(sentMs + 2);
    expect(takenMs).toBeGreaterThan(arrivedMs);
  }
});

test('what comes to a port that is not held is given on at once, and what waited when it was released, too', async () => {
  await send(Buffer.of(1));
  while (got.length < 1) await turns(1);
  port.hold();
  await turns(3);
  await send(Buffer.of(2));
  await turns(5);
  expect(got.length).toBe(1);
  port.release();
  while (got.length < 2) await turns(1);
  expect(got.map(({ bytes }) => bytes[0])).toEqual([1, 2]);
});

test('after more than the kernel may hold came in one tick, packets are given on as they come', async () => {
  port.hold();
  await turns(3);
  await send(...Array.from({ length: 300 }, () => Buffer.of(1)));
  port.takeWaiting();
  expect(got.length).toBe(300);
  await send(Buffer.of(2));
  while (got.length < 301) await turns(1);
  port.takeWaiting();
  await turns(3);
  await send(Buffer.of(3));
  await turns(5);
  expect(got.length).toBe(301);
});
