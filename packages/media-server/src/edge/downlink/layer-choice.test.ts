import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { PictureLayer } from '../../children/messages.ts';
import { LayerChoice, type PathState } from './layer-choice.ts';

const layer = (stream: number, height: number, bitsPerSecond: number): PictureLayer => ({
  ...{ stream, codec: 'H264', width: (height * 16) / 9, height, framesPerSecond: 24, bitsPerSecond },
});
const layers = [layer(3, 720, 1_500_000), layer(1, 180, 150_000), layer(2, 360, 500_000)];

function run(
  choice: LayerChoice,
  seconds: number,
  from: number,
  path: (n: number) => Omit<PathState, 'nowMs'>,
) {
  return Array.from(
    { length: seconds },
    (_, n) => choice.update({ nowMs: (from + n) * 1000, ...path(n) })?.height,
  );
}
const good = { estimateBps: null, sentBps: 1_500_000, loss: 0 };
const congested = { estimateBps: 300_000, sentBps: 1_500_000, loss: 0.05 };

test('the smallest layer that fills what is shown is chosen, and none where nothing is', () => {
  const choice = new LayerChoice(layers);
  expect(choice.choice?.height).toBe(720);
  for (const [width, height, expected] of [
    [1280, 720, 720],
    [640, 360, 360],
    [300, 170, 180],
    [5000, 3000, 720],
  ]) {
    choice.show(width ?? 0, height ?? 0);
    expect(choice.choice?.height).toBe(expected);
  }
  choice.show(0, 0);
  expect(choice.choice).toBeNull();
  expect(new LayerChoice([]).choice).toBeNull();
});

test('a path that does not carry a layer gets a smaller one, and the smallest in the end', () => {
  const choice = new LayerChoice(layers);
  const heights = run(choice, 10, 0, () => congested);
  expect(heights[0]).toBe(360);
  expect(heights.at(-1)).toBe(180);
});

test('a path that is good again gets the large layer back', () => {
  const choice = new LayerChoice(layers);
  run(choice, 10, 0, () => congested);
  expect(run(choice, 60, 10, () => good).at(-1)).toBe(720);
});

test('a path on the edge does not flap: trials that fail become rarer', () => {
  const choice = new LayerChoice(layers);
  // Carries 360 lines and no more.
  const heights: (number | undefined)[] = [];
  let height: number | undefined = 720;
  for (let n = 0; n < 300; n += 1) {
    height = choice.update({ nowMs: n * 1000, ...(height === 720 ? congested : good) })?.height;
    heights.push(height);
  }
  const changes = heights.filter((each, n) => n > 0 && each !== heights[n - 1]).length;
  expect(changes).toBeLessThan(20);
  expect(heights.slice(100).filter((each) => each === 360).length).toBeGreaterThan(150);
});

test('an estimate that follows what is sent from below gets the time it takes, on a path that loses three percent', () => {
  const choice = new LayerChoice(layers);
  run(choice, 10, 0, () => congested);
  // Browsers begin low, grow by eight percent a second, and never say much more than they receive.
  let [estimateBps, height] = [120_000, 180 as number | undefined];
  for (let n = 10; n < 90; n += 1) {
    const sentBps = 1.3 * (layers.find((one) => one.height === height)?.bitsPerSecond ?? 0);
    estimateBps = Math.min(estimateBps * 1.08, 1.5 * sentBps);
    const loss = n % 3 === 0 ? 0.12 : 0;
    height = choice.update({ nowMs: n * 1000, estimateBps, sentBps, loss })?.height;
  }
  expect(height).toBe(720);
});

test('changes are never nearer than three seconds, whatever the path does', () => {
  const state = fc.record({
    estimateBps: fc.option(fc.integer({ min: 0, max: 3_000_000 })),
    sentBps: fc.integer({ min: 0, max: 2_000_000 }),
    loss: fc.double({ min: 0, max: 1, noNaN: true }),
  });
  fc.assert(
    fc.property(fc.array(state, { minLength: 5, maxLength: 60 }), (states) => {
      const choice = new LayerChoice(layers);
      const heights = states.map((each, n) => choice.update({ nowMs: n * 1000, ...each })?.height);
      const changed = heights.flatMap((each, n) => (n > 0 && each !== heights[n - 1] ? [n] : []));
      changed.forEach((at, n) => expect(n === 0 || at - (changed[n - 1] ?? 0) >= 3).toBe(true));
    }),
  );
});
