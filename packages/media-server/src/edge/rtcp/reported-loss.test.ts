import { expect, test } from 'vitest';
import type { ReportBlock } from './read-rtcp.ts';
import { ReportedLoss } from './reported-loss.ts';

const report = (highestSequence: number, cumulativeLost: number, ssrc = 1): ReportBlock => ({
  ...{ ssrc, highestSequence, cumulativeLost, fractionLost: 1 },
  ...{ jitter: 0, lastReport: 0, delaySinceLastReport: 0 },
});

test('loss is of all packets since it was asked for last, not of those of one report', () => {
  const loss = new ReportedLoss();
  loss.report(report(1000, 7));
  expect(loss.take()).toBe(0);
  loss.report(report(1004, 9));
  loss.report(report(1100, 10));
  expect(loss.take()).toBeCloseTo(0.03);
  // nothing was reported: it is as it was
  expect(loss.take()).toBeCloseTo(0.03);
  loss.report(report(1200, 10));
  expect(loss.take()).toBe(0);
});

test('sequence numbers begin anew, repetition makes up for loss, and another source is another count', () => {
  const loss = new ReportedLoss();
  loss.report(report(0xffff_fff6, 5));
  loss.report(report(90, 30));
  expect(loss.take()).toBe(0.25);
  loss.report(report(190, 10));
  expect(loss.take()).toBe(0);
  loss.report(report(500, 100, 2));
  loss.report(report(600, 150, 2));
  expect(loss.take()).toBe(0.5);
});
