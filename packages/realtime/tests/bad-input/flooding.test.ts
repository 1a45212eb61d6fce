import { once } from 'node:events';
import { connect } from 'node:net';
import { limits } from '@cloudmeet/contracts';
import { RoomClient, startTcpRelay } from '@cloudmeet/testing';
import { expect, onTestFinished, test } from 'vitest';
import { codeOf, worldOfFile } from '../world-of-file.ts';
import { offender, watchRoom } from './watched-room.ts';

const use = worldOfFile();

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

test('RL-33 a flood is answered, then ended, and the others hear each other as before', async () => {
  const room = await watchRoom(use.world, use.node);
  const quietMs = [];
  for (let count = 0; count < 10; count += 1) quietMs.push(await room.deliveryMs());
  const clients = await Promise.all([1, 2, 3].map(() => offender(use.world, use.node, room.roomId)));
  for (const client of clients)
    for (let count = 0; count < limits.commandBurst * 3; count += 1)
      client.send(JSON.stringify({ t: 'cmd', id: `f${String(count)}`, name: 'hand.lower', args: {} }));
  const floodedMs = [];
  for (let count = 0; count < 10; count += 1) floodedMs.push(await room.deliveryMs());
  for (const client of clients) {
    expect((await client.untilClosed())?.code).toBe('flooding');
    expect(client.frames.some((frame) => frame.t === 'err' && frame.error.code === 'flooding')).toBe(true);
  }
  expect(median(floodedMs)).toBeLessThan(median(quietMs) + 200);
  await room.expectUntouched();
});

test('RL-33 what is said beyond the limit is not done', async () => {
  const room = await watchRoom(use.world, use.node);
  const client = await offender(use.world, use.node, room.roomId);
  const outcomes = await Promise.all(
    Array.from({ length: limits.commandBurst + 100 }, () => codeOf(client.cmd('hand.raise', {}))),
  );
  const refused = outcomes.filter((code) => code === 'flooding').length;
  expect(refused).toBeGreaterThan(50);
  expect(outcomes.filter((code) => code === 'nothing').length).toBe(outcomes.length - refused);
  expect(client.isOpen).toBe(true);
});

test('RL-33 few but large messages are a flood too', async () => {
  const room = await watchRoom(use.world, use.node);
  const client = await offender(use.world, use.node, room.roomId);
  const large = JSON.stringify({ t: 'cmd', id: 'x', name: 'app.send', args: { data: 'x'.repeat(60_000) } });
  for (let count = 0; count < 40; count += 1) client.send(large);
  expect((await client.untilClosed())?.code).toBe('flooding');
  await room.expectUntouched();
});

test('RL-33 bad messages cost ten', async () => {
  const room = await watchRoom(use.world, use.node);
  const client = await offender(use.world, use.node, room.roomId);
  for (let count = 0; count < 60; count += 1) client.send('nonsense');
  expect((await client.untilClosed())?.code).toBe('flooding');
  await room.expectUntouched();
});

test('RL-33 pings of the protocol below are counted as well', async () => {
  const client = use.world.client(use.node, await use.world.tenant.createRoom());
  await client.open();
  for (let count = 0; count < limits.commandBurst * 3; count += 1) client.pingFrame();
  expect((await client.untilClosed())?.code).toBe('flooding');
});

test('RL-9 a silent socket is told so after 10 s', { timeout: 20_000 }, async () => {
  const client = use.world.client(use.node, await use.world.tenant.createRoom());
  await client.open();
  const startedMs = performance.now();
  expect(await client.untilClosed()).toMatchObject({ code: 'hello-timeout', retryable: true });
  expect(performance.now() - startedMs).toBeGreaterThan(limits.helloTimeoutMs - 500);
});

test('RL-9 a half-open socket that never finishes its upgrade harms nobody', async () => {
  const room = await watchRoom(use.world, use.node);
  const half = connect(use.node.http.port, '127.0.0.1');
  onTestFinished(() => void half.destroy());
  half.on('error', () => undefined);
  await once(half, 'connect');
  half.write('GET /rt HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\n');
  await room.expectUntouched();
});

test('RL-29 a connection that dies without a word is noticed by its silence', async () => {
  const room = await watchRoom(use.world, use.node);
  const relay = await startTcpRelay({ target: { port: use.node.http.port }, seed: 3 });
  onTestFinished(() => relay.close());
  const client = new RoomClient({
    socketUrl: `ws://127.0.0.1:${String(relay.port)}/rt`,
    roomId: room.roomId,
  });
  onTestFinished(() => client.close());
  await client.enter(use.world.tenant.token(room.roomId));
  relay.set({ blackhole: true });
  await room.expectUntouched();
  relay.set({});
  relay.cut();
  await room.listener.watch.until('they are away', () =>
    room.listener.view.ephemerals.some(
      (one) => one.e === 'presence' && one.of[client.participantId]?.connected === false,
    ),
  );
});
