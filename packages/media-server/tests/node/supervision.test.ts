import { createLogger, createMetrics } from '@cloudmeet/service-kit';
import { testInternalSecret } from '@cloudmeet/testing/rooms';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createMediaNode } from '../../src/index.ts';
import type { MediaNode } from '../../src/index.ts';
import { ControlClient, personOf } from './control-client.ts';
import { forkFakes } from './fakes/fake-children.ts';
import { until } from './until.ts';

let node: MediaNode;
let writer: ControlClient;
beforeAll(async () => {
  node = await createMediaNode({
    logger: createLogger({ service: 'media', level: 'silent' }),
    metrics: createMetrics({ service: 'media' }),
    start: forkFakes(),
    config: { apiUrl: 'http://127.0.0.1:9', internalSecret: testInternalSecret, port: 0 },
  });
  await until(
    'the processes',
    () => node.children.isReady && node.children.edges.every((one) => one.isReady),
  );
  writer = await new ControlClient(node.controlUrl).connected();
});
afterAll(async () => {
  writer.close();
  await node.close();
});

async function meeting() {
  const mixer = await writer.open();
  const people = [personOf(), personOf(), personOf(), personOf()];
  writer.room(mixer, people);
  for (const person of people) writer.offer(mixer, person);
  const room = () => node.rooms.find(mixer.id);
  const connected = () => room()?.peers.filter((peer) => peer.isConnected).length;
  await until('everybody is connected', () => connected() === people.length);
  return { mixer, people, room };
}

const faults = ['SIGKILL', 'SIGSTOP'] as const;

test.each(faults.flatMap((signal) => (['audio', 'video'] as const).map((kind) => [signal, kind] as const)))(
  '%s of the %s process: it is replaced, and nobody has to connect again',
  async (signal, kind) => {
    const { mixer, room } = await meeting();
    const child = node.children[kind];
    const [before, restarts] = [child.pid, child.restarts];
    const lostBefore = writer.all('reply').filter(({ reply }) => reply.kind === 'lost').length;
    process.kill(before ?? 0, signal);
    const startedMs = Date.now();
    await until('it is noticed', () => child.restarts > restarts);
    expect(Date.now() - startedMs).toBeLessThan(2500);
    await until('another one', () => child.isReady && child.pid !== before);
    expect(writer.all('reply').filter(({ reply }) => reply.kind === 'lost')).toHaveLength(lostBefore);
    expect(room()?.peers).toHaveLength(4);
    writer.send({ t: 'close', mixerId: mixer.id });
    await until('the mix has ended', () => node.rooms.find(mixer.id) === undefined);
  },
);

test.each(faults)('%s of an edge: its people are told at once and find another one', async (signal) => {
  const { mixer, people, room } = await meeting();
  const [edge] = node.children.edges;
  const ofEdge = room()?.peers.filter((peer) => peer.edge === 0) ?? [];
  expect(ofEdge.length).toBe(2);
  const before = writer.all('reply').filter(({ reply }) => reply.kind === 'lost').length;
  process.kill(edge?.pid ?? 0, signal);
  const lost = () =>
    writer
      .all('reply')
      .filter(({ reply }) => reply.kind === 'lost')
      .slice(before);
  await until('both are told', () => lost().length === 2);
  expect(new Set(lost().map(({ participantId }) => participantId))).toEqual(
    new Set(ofEdge.map(({ participantId }) => participantId)),
  );
  for (const person of people.filter((one) =>
    ofEdge.some((peer) => peer.participantId === one.participantId),
  ))
    writer.offer(mixer, person, 'c2');
  await until(
    'everybody is connected again',
    () => room()?.peers.filter((one) => one.isConnected).length === 4,
  );
  await until('the edge is back', () => node.children.edges.every((one) => one.isReady));
  writer.send({ t: 'close', mixerId: mixer.id });
  await until('the mix has ended', () => node.rooms.find(mixer.id) === undefined);
});
