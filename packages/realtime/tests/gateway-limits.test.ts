import { connect } from 'node:net';
import { closableSuite } from '@cloudmeet/testing';
import { createRoomWorld } from '@cloudmeet/testing/rooms';
import type { RoomWorld } from '@cloudmeet/testing/rooms';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { codeOf } from './world-of-file.ts';

let world: RoomWorld;
beforeAll(async () => {
  world = await createRoomWorld();
});
afterAll(() => world.close());

async function upgradeStatus(port: number, path: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  onTestFinished(() => void socket.destroy());
  const head = new Promise<string>((resolve) =>
    socket.once('data', (data) => resolve(String(data).split('\r\n')[0] ?? '')),
  );
  socket.write(
    `GET ${path} HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n`,
  );
  return head;
}

test('the socket is at /rt and nowhere else', async () => {
  const node = await world.startNode();
  expect(await upgradeStatus(node.http.port, '/rt')).toContain('101');
  expect(await upgradeStatus(node.http.port, '/rt?token=no')).toContain('101');
  for (const path of ['/', '/rt/', '/rt2', '/RT', '/v1/rt'])
    expect(await upgradeStatus(node.http.port, path)).toContain('404');
});

test('one address gets so many sockets and no more, and its share back when they close', async () => {
  const node = await world.startNode({ config: { limits: { connectionsPerAddressMax: 2 } } });
  const roomId = await world.tenant.createRoom();
  const first = await world.person(node, roomId);
  await world.person(node, roomId);
  expect(await codeOf(world.person(node, roomId))).toBe('rate-limited');
  await first.close();
  await expect.poll(() => codeOf(world.person(node, roomId)), { interval: 50 }).toBe('nothing');
});

test('one tenant gets so many sockets and no more', async () => {
  const node = await world.startNode({ config: { limits: { connectionsPerTenantMax: 1 } } });
  const roomId = await world.tenant.createRoom();
  const first = await world.person(node, roomId);
  expect(await codeOf(world.person(node, roomId))).toBe('rate-limited');
  expect(await codeOf(first.cmd('hand.raise', {}))).toBe('nothing');
});

test('beyond what a process can carry, sockets are not even opened', async () => {
  const node = await world.startNode({ config: { limits: { connectionsMax: 1 } } });
  const first = world.client(node, await world.tenant.createRoom());
  await first.open();
  expect(await upgradeStatus(node.http.port, '/rt')).toContain('503');
});

test('figures count commands, admissions, sockets and rooms, without ids and without invented names', async () => {
  const node = await world.startNode();
  const roomId = await world.tenant.createRoom();
  const client = await world.person(node, roomId);
  await client.cmd('hand.raise', {});
  await codeOf(client.cmd('room.lock', { locked: true }));
  await codeOf(client.command('invented_name', {}));
  const page = await node.metrics();
  expect(page).toContain('realtime_commands_total{command="hand.raise",result="ok",service="realtime"} 1');
  expect(page).toContain('command="room.lock",result="not-permitted"');
  expect(page).toContain('command="unknown",result="command-unknown"');
  expect(page).toContain('realtime_admissions_total{result="ok",service="realtime"} 1');
  expect(page).toMatch(/realtime_sockets\{service="realtime"\} 1/);
  expect(page).toMatch(/realtime_rooms\{service="realtime"\} 1/);
  expect(page).toMatch(/realtime_commit_duration_seconds_count\{service="realtime"\} [1-9]/);
  expect(page).not.toMatch(/invented_name|rm_|par_/);
});

test('RL-44 people get TURN credentials of their own, before and after they join', async () => {
  const ice = { stunUrls: ['stun:127.0.0.1:1'], turnUrls: ['turn:127.0.0.1:1'], turnSecret: 'north' };
  const node = await world.startNode({ config: { ice } });
  const roomId = await world.tenant.createRoom();
  const client = world.client(node, roomId);
  const preview = await client.hello(world.tenant.token(roomId));
  await client.join();
  for (const servers of [preview.iceServers, client.welcome?.iceServers]) {
    expect(servers?.[1]?.username?.split(':')[1]).toBe(client.participantId);
    expect(servers?.[1]?.credential).toMatch(/^[0-9A-Za-z+/]{27}=$/);
  }
});

closableSuite('realtime node', async () => {
  const node = await world.startNode();
  const roomId = await world.tenant.createRoom();
  const client = await world.person(node, roomId);
  return {
    close: () => node.close(),
    emitted: () => client.frames.length,
    provoke: () => client.send({ t: 'ping', n: 1 }),
    held: () => (client.isOpen ? 1 : 0),
  };
});
