import { createSocket } from 'node:dgram';
import { expect, test } from 'vitest';
import { IceAgent } from './ice-agent.ts';
import { IceRegistry } from './ice-registry.ts';
import type { NetworkPath } from './network-path.ts';
import { bindingRequest, readStun, stunClass } from './stun.ts';

function setUp() {
  const registry = new IceRegistry();
  const selected: NetworkPath[] = [];
  const agent = new IceAgent('them', {
    onSelected: (path) => selected.push(path),
    onDatagram: () => undefined,
  });
  registry.add(agent);
  return { registry, agent, selected };
}

function pathFrom(port: number) {
  const sent: Buffer[] = [];
  const path: NetworkPath = {
    ...{ transport: 'tcp', address: '192.0.2.9', port, socket: null },
    send: (datagram) => sent.push(datagram),
    close: () => undefined,
  };
  return { path, sent };
}

const transaction = Buffer.alloc(12, 3);

function checkFor(agent: IceAgent, remote = agent.remoteFragment): Buffer {
  return bindingRequest(transaction, `${agent.local.fragment}:${remote}`, agent.local.password);
}

test('a check with the right password is answered and chooses its path', () => {
  const { registry, agent, selected } = setUp();
  const { path, sent } = pathFrom(1);
  expect(registry.check(checkFor(agent), path)).toBe(agent);
  expect(selected).toEqual([path]);
  expect(readStun(sent[0] ?? Buffer.alloc(0))?.type).toBe(stunClass.response);
});

test('a check with a wrong password, an unknown fragment or another offer is not answered', () => {
  const { registry, agent, selected } = setUp();
  const { path, sent } = pathFrom(1);
  const username = `${agent.local.fragment}:${agent.remoteFragment}`;
  registry.check(bindingRequest(transaction, username, 'wrong'), path);
  registry.check(bindingRequest(transaction, `nobody:${agent.remoteFragment}`, agent.local.password), path);
  registry.check(checkFor(agent, 'somebody'), path);
  expect(sent).toEqual([]);
  expect(selected).toEqual([]);
  expect(registry.refused).toBe(3);
});

test('after an ICE restart the old credentials hold until the first check with the new ones', () => {
  const { registry, agent, selected } = setUp();
  const old = checkFor(agent);
  registry.check(old, pathFrom(1).path);
  registry.remove(agent);
  agent.restart('them-again');
  registry.renew(agent);
  expect(registry.check(old, pathFrom(1).path)).toBe(agent);
  const fresh = pathFrom(2);
  expect(registry.check(checkFor(agent), fresh.path)).toBe(agent);
  expect(selected.at(-1)).toBe(fresh.path);
  expect(registry.check(old, pathFrom(3).path)).toBeNull();
});

test('an agent keeps a bounded number of paths and never forgets the one in use', () => {
  const { registry, agent } = setUp();
  const first = pathFrom(1).path;
  registry.check(checkFor(agent), first);
  for (let port = 2; port < 50; port += 1) {
    agent.validated(pathFrom(port).path, false);
  }
  expect(agent.paths.length).toBeLessThanOrEqual(8);
  expect(agent.has(first)).toBe(true);
});

test('an agent that was removed is nobody', () => {
  const { registry, agent } = setUp();
  const check = checkFor(agent);
  registry.remove(agent);
  expect(registry.check(check, pathFrom(1).path)).toBeNull();
});

test('nothing is left of an agent that was closed and removed, whichever came first', async () => {
  const socket = createSocket('udp4');
  for (const closeFirst of [true, false]) {
    const { registry, agent } = setUp();
    const { path } = pathFrom(1);
    registry.check(checkFor(agent), { ...path, transport: 'udp', socket });
    agent.restart('them-again');
    registry.renew(agent);
    expect(registry.size).toBe(3);
    if (closeFirst) agent.close();
    registry.remove(agent);
    agent.close();
    expect(registry.size).toBe(0);
  }
  socket.close();
});
