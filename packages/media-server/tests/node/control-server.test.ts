import { createLogger, createMetrics } from '@cloudmeet/service-kit';
import { testInternalSecret } from '@cloudmeet/testing/rooms';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createMediaNode } from '../../src/index.ts';
import type { MediaNode } from '../../src/index.ts';
import { ControlClient, personOf } from './control-client.ts';
import { startFakeChildren } from './fakes/fake-child.ts';
import { until } from './until.ts';

let node: MediaNode;
const clients: ControlClient[] = [];
const { start, started } = startFakeChildren();
beforeAll(async () => {
  node = await createMediaNode({
    logger: createLogger({ service: 'media', level: 'silent' }),
    metrics: createMetrics({ service: 'media' }),
    start,
    config: { apiUrl: 'http://127.0.0.1:9', internalSecret: testInternalSecret, port: 0 },
  });
  for (const [index, child] of started.entries()) child.say({ t: 'ready', port: 7000 + index });
  const beats = setInterval(() => {
    for (const child of started)
      child.say({ t: 'beat', media: Date.now(), busy: false, cpuSeconds: 1, rssBytes: 5 });
  }, 100);
  return () => clearInterval(beats);
});
afterAll(async () => {
  for (const client of clients) client.close();
  await node.close();
});

async function client(secret?: string): Promise<ControlClient> {
  const one = new ControlClient(node.controlUrl, secret);
  clients.push(one);
  return one.connected();
}

test('only whoever knows the secret may say anything', async () => {
  const stranger = await client('x'.repeat(40));
  await until('the end of the connection', () => stranger.closeCode !== undefined);
  expect(stranger.heard).toEqual([]);
  expect((await fetch(`${node.url}/rooms/mix_x`)).status).toBe(401);
});

test.each(['{', '[]', '{"t":"open"}', '{"t":"drop tables"}', 'null', '{"t":"room","mixerId":1}'])(
  'a writer that says %s is cut off, and the others go on',
  async (text) => {
    const [good, bad] = [await client(), await client()];
    const mixer = await good.open();
    bad.send(text);
    await until('the end of the connection', () => bad.closeCode !== undefined);
    expect(bad.closeCode).toBe(1008);
    good.send({ t: 'ping', n: 7 });
    await until('the pong', () => good.all('pong').some(({ n }) => n === 7));
    expect(node.rooms.find(mixer.id)).toBeDefined();
  },
);

test('a writer that is gone for a moment finds its mix as it was', async () => {
  const first = await client();
  const mixer = await first.open();
  first.room(mixer, [personOf(), personOf()]);
  await until('the room', () => node.rooms.find(mixer.id)?.people.length === 2);
  first.close();
  const again = await client();
  await again.open(mixer);
  expect(again.all('opened')).toEqual([{ t: 'opened', mixerId: mixer.id, fresh: false }]);
  expect(node.rooms.find(mixer.id)?.people).toHaveLength(2);
});

test('a room can be looked at: processes, layers, and what each person experiences', async () => {
  const writer = await client();
  const mixer = await writer.open();
  const person = personOf();
  writer.room(mixer, [person]);
  writer.offer(mixer, person);
  const peer = () => node.rooms.find(mixer.id)?.peerOf(person.participantId);
  await until('the connection', () => peer() !== undefined);
  const layer = node.rooms.find(mixer.id)?.layers[0]?.stream ?? null;
  const edge = started.filter(({ kind }) => kind === 'edge')[peer()?.edge ?? 0];
  const stats = { downBitsPerSecond: 1000, upBitsPerSecond: 500, lossUp: 0.01, lossDown: 0.02, jitterMs: 3 };
  const of = [{ peer: peer()?.number ?? 0, ...stats, roundTripMs: 20, layer }];
  edge?.say({ t: 'peers.stats', of });
  const headers = { authorization: `Bearer ${testInternalSecret}` };
  const response = await fetch(`${node.url}/rooms/${mixer.id}`, { headers });
  const view: unknown = await response.json();
  expect(view).toMatchObject({
    mixerId: mixer.id,
    processes: [{ name: 'audio', isReady: true }, { name: 'video' }, { name: 'edge-0' }, { name: 'edge-1' }],
    people: [{ participantId: person.participantId, layer: 'H264 1280x720', lossDown: 0.02, jitterMs: 3 }],
  });
  expect((await fetch(`${node.url}/rooms/mix_unknown`, { headers })).status).toBe(404);
});

test('figures are for Prometheus, with names of processes and never with ids', async () => {
  started[0]?.say({ t: 'metrics', values: { audio_ticks_late_total: 3, audio_late_ms_77: 9 } });
  const text = await (await fetch(`${node.url}/metrics`)).text();
  expect(text).toMatch(/media_process_figure\{process="audio",figure="audio_ticks_late_total".*\} 3/);
  expect(text).toMatch(/media_process_ready\{process="edge-1".*\} 1/);
  expect(text).not.toMatch(/late_ms_77|mix_|par_/);
});
