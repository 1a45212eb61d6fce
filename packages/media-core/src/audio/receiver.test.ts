import { seededRandom } from '@cloudmeet/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SoundPacket } from './packet-queue.ts';
import { frameSamples, levelDbov } from './pcm.ts';
import { AudioReceiver } from './receiver.ts';

const amplitude = 8000;
const frequency = 300;
const wave = (sample: number) => amplitude * Math.sin((2 * Math.PI * frequency * sample) / 48_000);
/** The largest step between two samples of the undisturbed wave. */
const naturalStep = (2 * Math.PI * frequency * amplitude) / 48_000;

/** Packets that carry the number of their frame instead of sound; decoding gives the wave at that place. */
const packetOf = (frame: number, first = 65_500): SoundPacket => ({
  sequenceNumber: (first + frame) & 0xffff,
  timestamp: (0xffff_f000 + frame * frameSamples) >>> 0,
  payload: Uint8Array.of(0x78, frame & 255, (frame >> 8) & 255, 0),
});
const decode = (payload: Uint8Array) => {
  const start = ((payload[1] ?? 0) | ((payload[2] ?? 0) << 8)) * frameSamples;
  return Float32Array.from({ length: frameSamples }, (_, n) => wave(start + n));
};

interface Delivery {
  frame: number;
  atMs: number;
}
/** Sends a frame each 20 ms through `network`, pulls each 20 ms, answers all that was played. */
function play(
  frames: number,
  network: (frame: number) => number[],
  receiver = new AudioReceiver({ decode }),
) {
  const deliveries: Delivery[] = Array.from({ length: frames }, (_, frame) =>
    network(frame).map((delayMs) => ({ frame, atMs: frame * 20 + delayMs })),
  )
    .flat()
    .sort((a, b) => a.atMs - b.atMs);
  const played: (Float32Array | null)[] = [];
  let stats = receiver.stats();
  for (let tick = 0; tick < frames + 30; tick += 1) {
    const nowMs = tick * 20 + 7;
    while (deliveries[0] && deliveries[0].atMs <= nowMs) {
      const { frame, atMs } = deliveries.shift() ?? { frame: 0, atMs: 0 };
      receiver.push(packetOf(frame), atMs);
    }
    played.push(receiver.pull(nowMs)?.slice() ?? null);
    if (tick === frames) stats = receiver.stats();
  }
  return { played, receiver, stats };
}
function joined(played: (Float32Array | null)[], from: number, to: number): Float32Array {
  return Float32Array.from(
    played.slice(from, to).flatMap((frame) => Array.from(frame ?? new Float32Array(frameSamples))),
  );
}
const largestStep = (samples: Float32Array) =>
  samples.reduce(
    (largest, sample, n) => (n ? Math.max(largest, Math.abs(sample - (samples[n - 1] ?? 0))) : 0),
    0,
  );
/** The longest stretch without sound, in milliseconds. */
function longestSilence(samples: Float32Array): number {
  let [longest, now] = [0, 0];
  for (let at = 0; at + 240 <= samples.length; at += 240) {
    now = levelDbov(samples.subarray(at, at + 240)) < -60 ? now + 5 : 0;
    longest = Math.max(longest, now);
  }
  return longest;
}
describe('the jitter buffer for sound', () => {
  it('plays what was sent, to the sample, over the wrap of both counters', () => {
    const { played, stats } = play(200, () => [30]);
    const start = played.findIndex((frame) => frame !== null);
    expect(start).toBeLessThanOrEqual(4);
    const offset = played.slice(start).flatMap((frame) => Array.from(frame ?? []));
    for (let sample = 240; sample < 150 * frameSamples; sample += 97) {
      expect(offset[sample]).toBe(Math.fround(wave(sample)));
    }
    expect(stats).toMatchObject({ lost: 0, late: 0, shortened: 0, lengthened: 0 });
  });

  it('plays the same when packets come twice or change places within the delay', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const random = seededRandom(seed);
        const delays = Array.from({ length: 120 }, () => 20 + 4 * random());
        const plain = play(120, (frame) => [delays[frame] ?? 20]);
        const twice = play(120, (frame) => [delays[frame] ?? 20, (delays[frame] ?? 20) + 1]);
        expect(twice.played).toEqual(plain.played);
        expect(twice.stats.duplicate + twice.stats.late).toBe(120);
      }),
      { numRuns: 10 },
    );
    const swapped = play(150, (frame) => [frame % 2 ? 20 : 62]);
    expect(swapped.stats.lost).toBe(0);
    expect(swapped.stats.late).toBeLessThan(12);
  });

  it('settles under any lateness that comes again and again, and conceals nothing from then on', () => {
    const lateness = fc.array(fc.integer({ min: 0, max: 90 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(lateness, (pattern) => {
        const receiver = new AudioReceiver({ decode });
        const concealed: number[] = [];
        const delays: number[] = [];
        for (let tick = 0; tick < 700; tick += 1) {
          const nowMs = tick * 20 + 7;
          for (let frame = Math.max(0, tick - 6); frame <= tick; frame += 1) {
            const atMs = frame * 20 + (pattern[frame % pattern.length] ?? 0);
            if (atMs <= nowMs && atMs > nowMs - 20) receiver.push(packetOf(frame), atMs);
          }
          receiver.pull(nowMs);
          const { concealedSamples, delayMs } = receiver.stats();
          concealed.push(concealedSamples);
          delays.push(delayMs);
        }
        expect(concealed.at(-1)).toBe(concealed[400]);
        const worst = Math.max(...pattern) - Math.min(...pattern);
        // Lateness is counted in steps of 5 ms, 5 ms are to spare, and a delay changes by periods of up to 15 ms.
        expect(Math.max(...delays.slice(400))).toBeLessThanOrEqual(worst + 10 + frameSamples / 48 + 15);
      }),
      { numRuns: 60, examples: [[[0, 42]], [[42, 0]], [[0, 90]], [[0, 0, 55]]] },
    );
  });

  it('grows its delay with the jitter so that few packets are late, and never clicks', () => {
    const random = seededRandom(42);
    const { played, stats } = play(1500, () => [20 + 80 * random() ** 2]);
    expect(stats.targetMs).toBeGreaterThan(60);
    expect(stats.targetMs).toBeLessThan(120);
    expect(stats.late).toBeLessThan(45);
    expect(longestSilence(joined(played, 50, 1490))).toBeLessThan(30);
    expect(largestStep(joined(played, 5, 1490))).toBeLessThan(3 * naturalStep);
  });

  it('shrinks its delay again when the jitter is over, period by period and without a click', () => {
    const random = seededRandom(7);
    const receiver = new AudioReceiver({ decode });
    const { played, stats } = play(2500, (frame) => [20 + (frame < 500 ? 120 * random() : 0)], receiver);
    expect(stats.targetMs).toBeLessThan(20);
    expect(stats.delayMs).toBeLessThan(45);
    expect(stats.shortened).toBeGreaterThan(3);
    expect(largestStep(joined(played, 700, 2490))).toBeLessThan(2 * naturalStep);
  });

  it('conceals loss: at 10 % nothing is silent for 30 ms and nothing clicks; at 30 % nothing for 200 ms', () => {
    for (const [loss, silentMs] of [
      [0.1, 30],
      [0.3, 200],
    ] as const) {
      const random = seededRandom(1234);
      const { played, stats } = play(1500, () => (random() < loss ? [] : [20 + 10 * random()]));
      expect(stats.lost / 1500).toBeGreaterThan(loss * 0.7);
      expect(stats.lost / 1500).toBeLessThan(loss * 1.3);
      const sound = joined(played, 20, 1490);
      expect(longestSilence(sound)).toBeLessThan(silentMs);
      expect(largestStep(sound)).toBeLessThan(4 * naturalStep);
    }
  });

  it('is judged by checks that see a click and a gap', () => {
    const random = seededRandom(1234);
    const { played } = play(300, () => [20]);
    const holes = joined(played, 20, 290);
    for (let frame = 0; frame < 250; frame += 1) {
      if (random() < 0.1) holes.fill(0, frame * frameSamples + 100, (frame + 2) * frameSamples);
    }
    expect(largestStep(holes)).toBeGreaterThan(4 * naturalStep);
    expect(longestSilence(holes)).toBeGreaterThan(30);
  });

  it('takes a pause of the sender for no loss, and begins again with what comes', () => {
    const receiver = new AudioReceiver({ decode });
    let sequence = 0;
    const played: (Float32Array | null)[] = [];
    for (let frame = 0; frame < 300; frame += 1) {
      if (frame < 100 || frame >= 200) {
        receiver.push({ ...packetOf(frame), sequenceNumber: sequence }, frame * 20);
        sequence += 1;
      }
      played.push(receiver.pull(frame * 20 + 7)?.slice() ?? null);
    }
    expect(receiver.stats().lost).toBe(0);
    expect(played[150]).toBeNull();
    expect(played.slice(206, 300).every((frame) => frame !== null)).toBe(true);
  });

  it('lets time pass without decoding, and is in its place when it is wanted again', () => {
    const receiver = new AudioReceiver({ decode });
    let decoded = 0;
    const counting = new AudioReceiver({
      decode: (payload) => {
        decoded += 1;
        return decode(payload);
      },
    });
    for (let frame = 0; frame < 200; frame += 1) {
      for (const one of [receiver, counting]) one.push(packetOf(frame), frame * 20);
      const nowMs = frame * 20 + 7;
      const whole = receiver.pull(nowMs);
      if (frame >= 20 && frame < 180) counting.skip(nowMs);
      else if (frame < 185) counting.pull(nowMs);
      else expect(counting.pull(nowMs)).toEqual(whole);
    }
    expect(decoded).toBeLessThan(45);
    expect(counting.stats().lost).toBe(0);
  });

  it('begins anew when a sender jumps, and after a standstill keeps no more than a second', () => {
    const receiver = new AudioReceiver({ decode });
    for (let frame = 0; frame < 50; frame += 1) receiver.push(packetOf(frame), frame * 20);
    receiver.pull(1000);
    receiver.push({ ...packetOf(51), timestamp: 12_345 * 960 }, 1020);
    expect(receiver.pull(1100)).not.toBeNull();
    const stalled = new AudioReceiver({ decode });
    for (let frame = 0; frame < 500; frame += 1) stalled.push(packetOf(frame), frame * 20);
    let frames = 0;
    while (stalled.pull(10_000) !== null) frames += 1;
    expect(frames).toBeLessThan(60);
  });

  it('survives anything: random packets at random times give frames of 960 finite samples or nothing', () => {
    const packet = fc.record({
      sequenceNumber: fc.nat(0xffff),
      timestamp: fc.nat(0xffff_ffff),
      payload: fc.uint8Array({ maxLength: 6 }),
    });
    fc.assert(
      fc.property(fc.array(fc.tuple(packet, fc.boolean()), { maxLength: 100 }), (steps) => {
        const receiver = new AudioReceiver({
          decode: (payload) => (payload.length > 3 ? decode(payload) : null),
        });
        steps.forEach(([sound, pull], n) => {
          receiver.push(sound, n * 10);
          const frame = pull ? receiver.pull(n * 10) : null;
          if (frame === null) return;
          expect(frame).toHaveLength(frameSamples);
          expect(frame.every(Number.isFinite)).toBe(true);
        });
      }),
    );
  });
});
