import { describe, expect, it } from 'vitest';
import { createKeyframeAsking } from './keyframe-asking.ts';

function asksDuring(ms: number, satisfiedEveryMs: number | null) {
  const asks: number[] = [];
  let nowMs = 0;
  const asking = createKeyframeAsking(() => asks.push(nowMs));
  for (; nowMs < ms; nowMs += 10) {
    asking.need(nowMs);
    if (satisfiedEveryMs && nowMs % satisfiedEveryMs === 0) asking.satisfied();
  }
  return asks;
}

describe('asking a sender for keyframes', () => {
  it('asks at once and then ever more rarely while none comes that helps', () => {
    expect(asksDuring(12_000, null)).toEqual([0, 300, 900, 2100, 4500, 9300]);
  });

  it('a sender that keeps breaking is asked at most each 300 ms', () => {
    expect(asksDuring(3000, 10)).toHaveLength(10);
  });
});
