import fc from 'fast-check';
import { expect, test } from 'vitest';
import { needsBps } from '../../src/edge/downlink/layer-choice.ts';
import { layers, NarrowPath } from './narrow-path.ts';

const wide = 20_000_000;
const heightFor = (bitsPerSecond: number) =>
  layers.find((layer) => needsBps(layer) <= bitsPerSecond)?.height ?? 180;
/** Far enough from where a layer just fits or just does not. */
const isClear = (bitsPerSecond: number) =>
  layers.every((layer) => Math.abs(bitsPerSecond / needsBps(layer) - 1) > 0.12);
const capacity = fc.integer({ min: 300_000, max: 3_000_000 }).filter(isClear);
const gapMaxMs = 200;
/** Before anybody can know that the path has become narrow, most of what comes is lost. */
const firstGapMaxMs = 500;
const runs = { numRuns: 12 };

const since = (path: NarrowPath, ms: number) => path.sound.filter(({ atMs }) => atMs >= ms);
const lost = (path: NarrowPath, ms: number) => {
  const sent = since(path, ms);
  return sent.filter(({ tookMs }) => tookMs === null).length / sent.length;
};
const late = (path: NarrowPath, ms: number, tookMaxMs: number) => {
  const sent = since(path, ms);
  return sent.filter(({ tookMs }) => (tookMs ?? 0) > tookMaxMs).length / sent.length;
};
const changes = (heights: readonly number[]) =>
  heights.filter((each, n) => each !== heights[n - 1]).length - 1;

/** The longest time without sound, from what was sent at that time on. */
function longestGapMs(path: NarrowPath, fromMs = 0): number {
  let [longest, heardMs] = [0, Infinity];
  for (const { atMs, tookMs } of since(path, fromMs)) {
    if (tookMs === null) continue;
    longest = Math.max(longest, atMs + tookMs - heardMs);
    heardMs = atMs + tookMs;
  }
  return longest;
}

test('on a path of any width the layer that fits is found and stays, and the sound is never the price of trying more', () => {
  fc.assert(
    fc.property(capacity, (bitsPerSecond) => {
      const path = new NarrowPath(bitsPerSecond);
      path.run(90);
      const found = path.heights.slice(15);
      expect(new Set(found)).toEqual(new Set([heightFor(bitsPerSecond)]));
      expect(lost(path, 5000)).toBeLessThan(0.005);
      expect(late(path, 5000, 150)).toBeLessThan(0.04);
      expect(longestGapMs(path)).toBeLessThanOrEqual(firstGapMaxMs);
      expect(longestGapMs(path, 5000)).toBeLessThanOrEqual(gapMaxMs);
    }),
    runs,
  );
});

test('trials that fail become rarer: at most four in the first minute and three in each that follows', () => {
  fc.assert(
    fc.property(fc.integer({ min: 280_000, max: 560_000 }), (bitsPerSecond) => {
      const path = new NarrowPath(bitsPerSecond);
      path.run(180);
      const inMinute = (minute: number) =>
        path.trials.filter((atMs) => Math.floor(atMs / 60_000) === minute).length;
      expect(inMinute(0)).toBeLessThanOrEqual(4);
      expect(inMinute(1)).toBeLessThanOrEqual(3);
      expect(inMinute(2)).toBeLessThanOrEqual(3);
    }),
    { numRuns: 5 },
  );
});

test('a path that becomes narrow gets its layer within 4 s without a gap in the sound, and climbs back when it is wide', () => {
  fc.assert(
    fc.property(capacity, (bitsPerSecond) => {
      const path = new NarrowPath(wide);
      path.run(20);
      expect(path.heights.at(-1)).toBe(720);
      path.setRate(bitsPerSecond);
      path.run(40);
      expect(new Set(path.heights.slice(24))).toEqual(new Set([heightFor(bitsPerSecond)]));
      path.setRate(wide);
      path.run(60);
      expect(path.heights.at(-1)).toBe(720);
      expect(longestGapMs(path)).toBeLessThanOrEqual(firstGapMaxMs);
      expect(longestGapMs(path, 24_000)).toBeLessThanOrEqual(gapMaxMs);
      expect(changes(path.heights.slice(60))).toBeLessThanOrEqual(2);
    }),
    runs,
  );
});

test('control: what is sent without a look at the path is late and lost', () => {
  const path = new NarrowPath(wide);
  path.run(5);
  path.setRate(400_000);
  path.deaf = true;
  path.run(5);
  expect(path.heights.at(-1)).toBe(720);
  expect(lost(path, 6000)).toBeGreaterThan(0.3);
});
