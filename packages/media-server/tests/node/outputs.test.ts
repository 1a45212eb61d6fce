import { newId } from '@cloudmeet/contracts';
import type { FromMediaOutput, OutputWish } from '@cloudmeet/contracts';
import { expect, test } from 'vitest';
import type { OutputClient } from '../../src/node/outputs.ts';
import { fakeNode, told } from './fake-node.ts';

const port = 9100;
const sessionId = newId('session');

function recorder(): OutputClient & { heard: FromMediaOutput[] } {
  const heard: FromMediaOutput[] = [];
  return { heard, send: (message) => void heard.push(message) };
}

function wishOf(change: Partial<OutputWish> = {}): OutputWish {
  return {
    ...{ t: 'output.open', outputId: 'rec-1', sessionId, kind: 'recording', folder: '/somewhere' },
    ...{ segmentMs: 4000, keep: null, audioOnly: false, audioCodec: 'aac', hls: null, targets: [] },
    ...change,
  };
}

/** A session that is mixed, and a recorder. */
function mixed() {
  const node = fakeNode({ edges: 1 });
  const writer = node.writer();
  const mixer = node.open(writer, undefined, sessionId);
  const client = recorder();
  const [audio] = node.of('audio');
  const [video] = node.of('video');
  const process = () => node.of('recordings').at(-1);
  const listen = () => process()?.say({ t: 'ready', port });
  return { ...node, writer, mixer, client, audio, video, process, listen };
}

test('an output is made from the mix, the largest picture and keyframes, and only while it is wished', () => {
  const { outputs, client, audio, video, process, listen } = mixed();
  expect(process()).toBeUndefined();
  outputs.hear(client, wishOf());
  listen();
  const [order] = told(process(), 'output.open');
  expect(order).toMatchObject({ width: 1280, height: 720, folder: '/somewhere', keep: null });
  expect(told(audio, 'room.edges').at(-1)).toMatchObject({ ports: [port] });
  expect(told(video, 'layer.keyframes').at(-1)).toMatchObject({ everyMs: 4000 });
  expect(told(video, 'layer.edges').filter((one) => 'ports' in one && String(one.ports) !== '')).toHaveLength(
    1,
  );
  process()?.say({ t: 'keyframe.wanted', stream: order && 'video' in order ? Number(order.video) : 0 });
  expect(told(video, 'keyframe')).toHaveLength(1);
  outputs.hear(client, { t: 'output.close', outputId: 'rec-1' });
  expect(told(process(), 'output.close')).toHaveLength(1);
  expect(client.heard).toEqual([]);
  process()?.say({ t: 'output.ended', output: 1 });
  expect(client.heard).toEqual([{ t: 'output.ended', outputId: 'rec-1' }]);
  expect(told(audio, 'room.edges').at(-1)).toMatchObject({ ports: [] });
  expect(told(video, 'layer.keyframes').at(-1)).toMatchObject({ everyMs: null });
});

test('sound alone costs no picture', () => {
  const { outputs, client, audio, video, process, listen } = mixed();
  outputs.hear(client, wishOf({ audioOnly: true }));
  listen();
  expect(told(process(), 'output.open')[0]).toMatchObject({ video: null });
  expect(told(audio, 'room.edges').at(-1)).toMatchObject({ ports: [port] });
  expect(told(video, 'layer.keyframes')).toEqual([]);
});

test('a process that is replaced is told again, with the same folder', async () => {
  const { outputs, client, process, listen, pass } = mixed();
  outputs.hear(client, wishOf());
  listen();
  const first = process();
  first?.end('killed');
  await pass(200);
  listen();
  expect(process()).not.toBe(first);
  expect(told(process(), 'output.open')).toMatchObject([{ folder: '/somewhere' }]);
});

test('a media process that is replaced is told where the output is', async () => {
  const { outputs, client, of, listen, pass } = mixed();
  outputs.hear(client, wishOf());
  listen();
  of('video')[0]?.end('killed');
  await pass(200);
  of('video').at(-1)?.say({ t: 'ready', port: 7777 });
  const video = of('video').at(-1);
  expect(told(video, 'layer.keyframes')).toMatchObject([{ everyMs: 4000 }]);
  expect(told(video, 'layer.edges')).toContainEqual(expect.objectContaining({ ports: [port] }));
});

test('a mix that is replaced: the folder is left by one output before the next one takes it', async () => {
  const { outputs, client, process, listen, pass, say, writer, mixer, open } = mixed();
  outputs.hear(client, wishOf());
  listen();
  say(writer, { t: 'close', mixerId: mixer.id });
  open(writer, { id: newId('mixer'), generation: 2 }, sessionId);
  await pass(1000);
  expect(told(process(), 'output.close')).toMatchObject([{ goesOn: true }]);
  expect(told(process(), 'output.open')).toHaveLength(1);
  process()?.say({ t: 'output.ended', output: 1 });
  expect(told(process(), 'output.open')).toHaveLength(2);
  expect(client.heard).toEqual([]);
});

test('a wish waits for its session to be mixed', async () => {
  const { outputs, client, process, listen, pass, open, writer } = mixed();
  const later = newId('session');
  outputs.hear(client, wishOf({ sessionId: later }));
  await pass(2000);
  expect(process()).toBeUndefined();
  open(writer, undefined, later);
  await pass(1000);
  listen();
  expect(told(process(), 'output.open')).toHaveLength(1);
});

test('a recorder that comes back hears of its output; one that stays away for 30 s has it closed', async () => {
  const { outputs, client, process, listen, pass } = mixed();
  outputs.hear(client, wishOf());
  listen();
  outputs.leave(client);
  await pass(20_000);
  const back = recorder();
  outputs.hear(back, wishOf());
  process()?.say({ t: 'output.begun', output: 1, at: 5, hlsUrl: null });
  expect(back.heard).toMatchObject([{ t: 'output.begun', outputId: 'rec-1', at: 5 }]);
  expect(told(process(), 'output.open')).toHaveLength(1);
  outputs.leave(back);
  await pass(29_000);
  expect(told(process(), 'output.close')).toEqual([]);
  await pass(3000);
  expect(told(process(), 'output.close')).toHaveLength(1);
});

test('a recorder that comes anew is told what holds: that it began, its targets, how many watch', () => {
  const { outputs, client, process, listen } = mixed();
  outputs.hear(client, wishOf());
  listen();
  process()?.say({ t: 'output.begun', output: 1, at: 5, hlsUrl: null });
  process()?.say({ t: 'output.targets', output: 1, targets: [{ id: 't1', status: 'live', detail: null }] });
  process()?.say({ t: 'output.viewers', output: 1, viewers: 3 });
  process()?.say({ t: 'output.viewers', output: 1, viewers: 4 });
  const next = recorder();
  outputs.hear(next, wishOf());
  expect(next.heard.map(({ t }) => t)).toEqual(['output.begun', 'output.targets', 'output.viewers']);
  expect(next.heard.at(-1)).toMatchObject({ outputId: 'rec-1', viewers: 4 });
});

test('an output that failed is told once with its reason and let go of, and an unknown one ends at once', () => {
  const { outputs, client, process, listen } = mixed();
  outputs.hear(client, wishOf());
  listen();
  process()?.say({ t: 'output.failed', output: 1, reason: 'ENOSPC' });
  expect(client.heard).toEqual([{ t: 'output.failed', outputId: 'rec-1', reason: 'ENOSPC' }]);
  expect(told(process(), 'output.close')).toMatchObject([{ output: 1 }]);
  outputs.hear(client, { t: 'output.close', outputId: 'rec-1' });
  expect(client.heard.at(-1)).toEqual({ t: 'output.ended', outputId: 'rec-1' });
});
