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
);

type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

function play(video: VideoDown, sender: SrtpSender, sent: readonly Sent[], steps: Step[]): void {
  steps.forEach((each, n) => {
    if (each.t === 'frame') video.send(sender, frame(each.of, n * 3000, each.keyframe, each.packets));
    else if (each.t === 'aim') video.aim(each.at);
    else if (each.t === 'pace') video.pace(sender, 5);
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
        const { timestamp, marker, sendTime } = header;
        expect(original?.header).toMatchObject({ timestamp, marker, sendTime });
      }
    }),
  );
});
