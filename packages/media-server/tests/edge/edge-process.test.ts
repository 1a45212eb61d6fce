import { recordPicture, recordTone, SyntheticParticipant } from '@cloudmeet/testing/media';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { EdgeChild, numbersOf } from './edge-child.ts';

let edge: EdgeChild;
const here: SyntheticParticipant[] = [];
let nextPeer = 1;

beforeAll(async () => {
  edge = await EdgeChild.start();
});
afterEach(async () => {
  await Promise.all(here.splice(0).map((each) => each.close()));
});
afterAll(() => edge.close());

async function join(more: Partial<Parameters<typeof SyntheticParticipant.join>[0]> = {}) {
  const numbers = numbersOf(nextPeer++);
  const packets: { line: 'audio' | 'video'; packet: Buffer }[] = [];
  const participant = await SyntheticParticipant.join({
    seed: 7,
    negotiate: edge.negotiate(numbers),
    onPacket: (line, packet) => packets.push({ line, packet: Buffer.from(packet) }),
    ...more,
  });
  here.push(participant);
  await edge.message('connected', ({ peer }) => peer === numbers.peer);
  return { numbers, participant, packets };
}

const marksOf = (packets: { line: string; packet: Buffer }[]) =>
  packets.filter(({ line }) => line === 'audio').map(({ packet }) => packet.at(-1));

test('what a participant sends leaves as plain RTP under the numbers of its streams, with its loudness', async () => {
  const sound = recordTone(440);
  const picture = recordPicture({
    ...{ codec: 'H264' as const, width: 160, height: 96, framesPerSecond: 15 },
    ...{ bitsPerSecond: 100_000, u: 90, v: 160 },
  });
  const { numbers } = await join({ sound, picture, soundLevel: 33 });
  const { audio, video } = numbers.uplinks;
  await edge.until(
    () => (edge.uplinks.get(audio)?.length ?? 0) > 20 && (edge.uplinks.get(video)?.length ?? 0) > 20,
  );
  const heard = edge.uplinks.get(audio) ?? [];
  expect(heard.every(({ payloadType }) => payloadType === 111)).toBe(true);
  expect(edge.levels.get(audio)).toBe(33);
  expect(heard.every(({ payload }) => sound.some((packet) => packet.equals(payload)))).toBe(true);
  const seen = edge.uplinks.get(video) ?? [];
  expect(seen.every(({ payloadType }) => payloadType === 96)).toBe(true);
  const known = picture.pictures.flat();
  expect(seen.every(({ payload }) => known.some((packet) => packet.equals(payload)))).toBe(true);
});

test('of each timestamp a participant hears their own mix where there is one, and else the common one, without gaps', async () => {
  const one = await join();
  const other = await join();
  for (let n = 0; n < 30; n += 1) {
    if (n % 3 === 0) edge.deliverSound(one.numbers.own, n * 960, 1);
    edge.deliverSound(20, n * 960, 2);
  }
  await edge.until(() => one.participant.audio.packets >= 30 && other.participant.audio.packets >= 30);
  expect(marksOf(one.packets)).toEqual(Array.from({ length: 30 }, (_, n) => (n % 3 === 0 ? 1 : 2)));
  expect(marksOf(other.packets)).toEqual(Array.from({ length: 30 }, () => 2));
  expect(one.participant.audio.missing.size).toBe(0);
  expect(one.participant.audio.doubled).toBe(0);
});

test('a picture begins with a keyframe that the edge asked for, and changes layers only at keyframes', async () => {
  const { numbers, participant, packets } = await join();
  await edge.message('layers.wanted', ({ streams }) => streams.includes(30));
  await edge.message('keyframe.wanted', ({ stream }) => stream === 30);
  edge.deliverPicture(30, 1000, false, 2);
  edge.deliverPicture(30, 4000, true, 5);
  await edge.until(() => participant.video.frames === 1);
  expect(packets.filter(({ line }) => line === 'video').length).toBe(5);
  edge.send({ t: 'view', peer: numbers.peer, width: 300, height: 170 });
  await edge.message('layers.wanted', ({ streams }) => streams.includes(30) && streams.includes(32));
  edge.deliverPicture(32, 7000, false, 1);
  edge.deliverPicture(30, 7000, false, 2);
  await edge.until(() => participant.video.frames === 2);
  edge.deliverPicture(32, 10_000, true, 3);
  edge.deliverPicture(30, 10_000, false, 2);
  edge.deliverPicture(32, 13_000, false, 1);
  await edge.until(() => participant.video.frames === 4);
  const timestamps = packets
    .filter(({ line }) => line === 'video')
    .map(({ packet }) => packet.readUInt32BE(4));
  expect(timestamps).toEqual([...Array(5).fill(4000), 7000, 7000, 10_000, 10_000, 10_000, 13_000]);
  expect(participant.video.missing.size).toBe(0);
  expect(participant.video.backwards).toBe(0);
});

test('lost packets of a picture are repeated until everything is there', async () => {
  const { participant } = await join({ loss: { up: 0, down: 0.1 } });
  await edge.until(() => edge.all('keyframe.wanted').length > 0);
  for (let n = 0; n < 40; n += 1) {
    edge.deliverPicture(30, n * 3000, n === 0, 6);
    // One picture after the other, as they come: nobody's socket takes a second of pictures at once.
    await edge.until(() => participant.video.packets + participant.video.repeats >= (n + 1) * 4);
  }
  const all = 40 * 6;
  await edge.until(() => participant.video.packets + participant.video.repeats >= all - 3);
  await edge.until(() => participant.video.missing.size === 0);
  expect(participant.video.repeats).toBeGreaterThan(5);
  expect(participant.video.lost).toBeLessThanOrEqual(1);
});

test('a keyframe that is wanted reaches the browser of the sender as a PLI', async () => {
  const picture = recordPicture({
    ...{ codec: 'H264' as const, width: 160, height: 96, framesPerSecond: 10, seconds: 20 },
    ...{ bitsPerSecond: 100_000, u: 90, v: 160 },
  });
  const { numbers, participant } = await join({ picture });
  await edge.until(() => (edge.uplinks.get(numbers.uplinks.video)?.length ?? 0) > 3);
  const before = participant.sent.keyframes;
  edge.send({ t: 'keyframe', uplink: numbers.uplinks.video });
  await edge.until(() => participant.sent.keyframes > before);
  expect(participant.sent.keyframes).toBe(before + 1);
});

test('packets of a participant that were lost on the way up are asked for', async () => {
  const { numbers } = await join({ loss: { up: 0.05, down: 0 }, sound: recordTone(300) });
  await edge.message('peers.stats', ({ of }) =>
    of.some((each) => each.peer === numbers.peer && each.lossUp > 0),
  );
  expect(edge.uplinks.get(numbers.uplinks.audio)?.length).toBeGreaterThan(0);
});

test('a participant who leaves is gone at once', async () => {
  const { numbers, participant } = await join();
  edge.send({ t: 'close', peer: numbers.peer });
  edge.deliverSound(20, 1, 3);
  await edge.until(() => true);
  await participant.close();
  const { numbers: next, participant: other } = await join();
  edge.deliverSound(20, 960, 4);
  await edge.until(() => other.audio.packets > 0);
  expect(participant.audio.packets).toBe(0);
  expect(next.peer).toBeGreaterThan(numbers.peer);
});

test('without native code an edge does the same by the sockets of Node', async () => {
  const script = await EdgeChild.start({ native: false });
  const numbers = numbersOf(nextPeer++);
  const sound = recordTone(440);
  const participant = await SyntheticParticipant.join({
    seed: 3,
    negotiate: script.negotiate(numbers),
    sound,
  });
  here.push(participant);
  await script.message('layers.wanted', ({ streams }) => streams.includes(30));
  for (let n = 1; n <= 10; n += 1) {
    script.deliverSound(20, n * 960, n);
    script.deliverPicture(30, n * 3750, n === 1, 5);
  }
  await script.until(() => participant.audio.packets === 10 && participant.video.packets === 50);
  await script.until(() => (script.uplinks.get(numbers.uplinks.audio)?.length ?? 0) > 5);
  const { values } = await script.message('metrics', (each) => each.values['edge_peers_connected'] === 1);
  expect(values['edge_peers_native']).toBe(0);
  expect(participant.audio.missing.size + participant.video.missing.size).toBe(0);
  await script.close();
});
