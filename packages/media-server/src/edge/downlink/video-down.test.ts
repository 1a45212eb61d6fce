import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { PictureLayer } from '../../children/messages.ts';
import { SharedPayloads } from '../../srtp/shared-payloads.ts';
import type { OutgoingHeader, SrtpSender } from '../../srtp/srtp-sender.ts';
import { OutgoingSource } from './outgoing-source.ts';
import type { PictureFrame } from './picture-frame.ts';
import { VideoDown } from './video-down.ts';

interface Sent {
  header: OutgoingHeader;
  payload: Buffer;
}

function recorder() {
  const sent: Sent[] = [];
  const sender: SrtpSender = {
    kind: 'script',
    add: (header, payloads, n) => void sent.push({ header: { ...header }, payload: payloads.payload(n) }),
    flush: () => undefined,
    close: () => undefined,
  };
  return { sent, sender };
}

const layer = (stream: number): PictureLayer => ({
  ...{ stream, codec: 'H264', width: 640, height: 360, framesPerSecond: 24, bitsPerSecond: 500_000 },
});
const [one, two] = [layer(1), layer(2)];

function frame(of: PictureLayer, timestamp: number, keyframe: boolean, packets = 3): PictureFrame {
  const payloads = Array.from({ length: packets }, (_, i) => Buffer.from([of.stream, i]));
  return { layer: of, timestamp, unixMs: 1, keyframe, payloads: new SharedPayloads(payloads) };
}

function create(withRepeats: boolean) {
  const repeat = withRepeats ? new OutgoingSource(22, 90_000) : null;
  const source = new OutgoingSource(21, 90_000);
  return new VideoDown({ source, repeat, payloadType: 102, repeatType: 103, sendTimeExtension: 3 });
}

test('nothing is sent before a keyframe of the wanted layer', () => {
  const { sent, sender } = recorder();
  const video = create(true);
  video.aim(one);
  expect(video.send(sender, frame(one, 1, false))).toBe(false);
  expect(video.send(sender, frame(two, 2, true))).toBe(false);
  expect(sent.length).toBe(0);
  expect(video.send(sender, frame(one, 3, true))).toBe(true);
  expect(sent.length).toBe(3);
});

test('a large picture is not sent in one burst, and everything goes out in order', () => {
  const { sent, sender } = recorder();
  const video = create(true);
  video.aim(one);
  video.send(sender, frame(one, 1, true, 100));
  expect(sent.length).toBeLessThanOrEqual(12);
  video.send(sender, frame(one, 2, false));
  while (video.isPacing) {
    const before = sent.length;
    video.pace(sender, 5);
    expect(sent.length - before).toBeLessThanOrEqual(12);
  }
  const sequences = sent.map(({ header }) => header.sequence);
  expect(sequences).toEqual(sequences.map((_, i) => ((sequences[0] ?? 0) + i) & 0xffff));
  expect(sent.at(-1)?.header.timestamp).toBe(2);
});

const step = fc.oneof(
  fc.record({
    t: fc.constant('frame' as const),
    of: fc.constantFrom(one, two),
    keyframe: fc.boolean(),
    packets: fc.integer({ min: 1, max: 60 }),
  }),
  fc.record({ t: fc.constant('aim' as const), at: fc.constantFrom(one, two, null) }),
  fc.record({
    t: fc.constant('lost' as const),
    back: fc.array(fc.integer({ min: 0, max: 300 }), { maxLength: 20 }),
  }),
  fc.record({ t: fc.constant('pace' as const) }),
  fc.record({ t: fc.constant('fill' as const), bytes: fc.integer({ min: 0, max: 3000 }) }),
  fc.record({ t: fc.constant('narrow' as const), to: fc.constantFrom(null, 100_000, 1_000_000) }),
);

type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

function play(video: VideoDown, sender: SrtpSender, sent: readonly Sent[], steps: Step[]): void {
  steps.forEach((each, n) => {
    if (each.t === 'frame') video.send(sender, frame(each.of, n * 3000, each.keyframe, each.packets));
    else if (each.t === 'aim') video.aim(each.at);
    else if (each.t === 'pace') video.pace(sender, 5);
    else if (each.t === 'fill') video.fill(sender, each.bytes);
    else if (each.t === 'narrow') video.narrow(each.to);
    else {
      const last = sent.findLast(({ header }) => header.ssrc === 21)?.header.sequence ?? 0;
      video.repeat(
        sender,
        each.back.map((back) => (last - back) & 0xffff),
        n * 1000,
        0,
      );
      video.refillRepeats(n * 1000);
    }
  });
}

test.each([true, false])(
  'no nonce is ever used for two different packets, whatever happens (repeats: %s)',
  (repeats) => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
        const { sent, sender } = recorder();
        play(create(repeats), sender, sent, steps);
        const seen = new Map<string, string>();
        for (const { header, payload } of sent) {
          const nonce = `${String(header.ssrc)}/${String(header.rollover)}/${String(header.sequence)}`;
          const whole = JSON.stringify([header, payload.toString('hex')]);
          expect(seen.get(nonce) ?? whole).toBe(whole);
          seen.set(nonce, whole);
        }
      }),
    );
  },
);

test('sequence numbers have no gaps and layers change at keyframes only', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(one, two), { maxLength: 30 }), (aims) => {
      const { sent, sender } = recorder();
      const video = create(true);
      aims.forEach((aim, n) => {
        video.aim(aim);
        for (const of of [one, two]) video.send(sender, frame(of, n * 3000, n % 3 === 0));
      });
      const sequences = sent.map(({ header }) => header.sequence);
      expect(sequences).toEqual(sequences.map((_, i) => ((sequences[0] ?? 0) + i) & 0xffff));
      const streams = sent.filter(({ header }, i) => header.timestamp % 9000 !== 0 && i > 0);
      for (const { header, payload } of streams) {
        const before = sent.findLast(({ header: other }) => other.timestamp < header.timestamp);
        expect(payload[0]).toBe(before?.payload[0]);
      }
    }),
  );
});

test('numbers have no gaps whatever happens, and what is repeated is what was sent under its number', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
      const { sent, sender } = recorder();
      play(create(true), sender, sent, steps);
      const [first, ...others] = sent.filter(({ header }) => header.ssrc === 21);
      others.forEach(({ header }, i) => {
        expect(header.sequence).toBe(((first?.header.sequence ?? 0) + 1 + i) & 0xffff);
      });
      for (const { header, payload } of sent.filter(({ header: { ssrc } }) => ssrc === 22)) {
        const original = sent.find(
          (each) => each.header.ssrc === 21 && each.header.sequence === header.repeats,
        );
        expect(original?.payload.equals(payload)).toBe(true);
        const { timestamp, marker } = header;
        expect(original?.header).toMatchObject({ timestamp, marker });
      }
    }),
  );
});

/** As large as those of a picture. */
function largeFrame(of: PictureLayer, timestamp: number, keyframe: boolean, packets: number): PictureFrame {
  const payloads = Array.from({ length: packets }, () => Buffer.alloc(1000, of.stream));
  return { layer: of, timestamp, unixMs: 1, keyframe, payloads: new SharedPayloads(payloads) };
}

test('on a path that is known to be narrow a picture waits here, and leaves at the rate that the sound leaves', () => {
  const { sent, sender } = recorder();
  const video = create(true);
  video.aim(one);
  video.narrow(700_000);
  video.send(sender, largeFrame(one, 1, true, 40));
  expect(sent.length).toBe(0);
  for (let ms = 0; ms < 200; ms += 5) video.pace(sender, 5);
  // 595 kbit/s for 0.2 s, and the packet that was begun.
  expect(sent.length).toBeGreaterThanOrEqual(13);
  expect(sent.length).toBeLessThanOrEqual(15);
});

test('what waits for a narrow path longer than a second and a half is never sent: the next keyframe is', () => {
  const { sent, sender } = recorder();
  const video = create(true);
  video.aim(one);
  video.narrow(300_000);
  video.send(sender, largeFrame(one, 1, true, 100));
  expect(video.send(sender, largeFrame(one, 2, false, 5))).toBe(false);
  expect(video.current).toBeNull();
  expect(video.isPacing).toBe(false);
  expect(video.send(sender, largeFrame(one, 3, true, 5))).toBe(true);
  while (video.isPacing) video.pace(sender, 5);
  expect(new Set(sent.map(({ header }) => header.timestamp))).toEqual(new Set([3]));
});

test('what was lost of a picture before the layer began is not sent again', () => {
  const { sent, sender } = recorder();
  const video = create(true);
  video.aim(one);
  video.send(sender, frame(one, 1, true));
  video.aim(two);
  video.send(sender, frame(two, 2, true));
  const sequences = sent.map(({ header }) => header.sequence);
  video.repeat(sender, sequences, 1000, 0);
  const repeated = sent.filter(({ header }) => header.ssrc === 22).map(({ header }) => header.repeats);
  expect(repeated).toEqual(sequences.slice(3));
});

test('what fills a path is the largest of the last packets once more, as many bytes as were asked for', () => {
  const { sent, sender } = recorder();
  const video = create(true);
  video.aim(one);
  video.send(sender, frame(one, 1, true));
  video.send(sender, largeFrame(one, 2, false, 1));
  const before = sent.length;
  for (let n = 0; n < 100; n += 1) video.fill(sender, 100);
  const fillers = sent.slice(before);
  expect(fillers.length).toBe(10);
  for (const { header, payload } of fillers) {
    expect(header.ssrc).toBe(22);
    expect(payload.length).toBe(1000);
  }
  video.fill(sender, 0);
  expect(sent.length).toBe(before + 10);
});

test('a client without a source for repetition is never sent a filler', () => {
  const { sent, sender } = recorder();
  const video = create(false);
  video.aim(one);
  video.send(sender, frame(one, 1, true));
  video.fill(sender, 5000);
  expect(sent.length).toBe(3);
});
