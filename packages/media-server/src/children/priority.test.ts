import { getPriority } from 'node:os';
import { expect, test } from 'vitest';
import { goFirst, letOthersFirst } from './priority.ts';

test('sound goes before what carries it, that before pictures, and all before who waits, who then comes back', () => {
  const before = getPriority();
  const levels = (['audio', 'edge', 'video'] as const).map((kind) => {
    goFirst(kind);
    return getPriority();
  });
  const takePart = letOthersFirst();
  levels.push(getPriority());
  takePart();
  // Where this process may not go before others, all of them are equal.
  expect(levels).toEqual(levels.toSorted((a, b) => a - b));
  expect(getPriority()).toBe(before);
});
