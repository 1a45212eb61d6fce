import { expect, test } from 'vitest';
import { efforts } from './efforts.ts';

/** From which level on something is less than it was at the first. */
const lessFrom = (of: (effort: (typeof efforts)[number]) => number) =>
  efforts.findIndex((effort) => of(effort) !== of(efforts[0]));

test('frames go first, then the size of the picture, then how often tiles are painted', () => {
  const frames = lessFrom(({ framesPerSecondMax }) => framesPerSecondMax);
  const size = lessFrom(({ largestLayerScale }) => largestLayerScale);
  const tiles = lessFrom(({ paintEvery }) => paintEvery);
  expect(frames).toBe(1);
  expect(size).toBeGreaterThan(frames);
  expect(tiles).toBeGreaterThan(size);
});

test('no level gives back what the one before it had taken', () => {
  for (const [index, effort] of efforts.slice(1).entries()) {
    const before = efforts[index] ?? efforts[0];
    expect(effort.framesPerSecondMax).toBeLessThanOrEqual(before.framesPerSecondMax);
    expect(effort.largestLayerScale).toBeLessThanOrEqual(before.largestLayerScale);
    expect(effort.paintEvery).toBeGreaterThanOrEqual(before.paintEvery);
    expect(effort).not.toEqual(before);
  }
});
