import fc from 'fast-check';
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

test('a report that was overtaken changes nothing', () => {
  const loss = new ReportedLoss();
  for (const [highest, lost] of [
    [1000, 0],
    [1100, 50],
    [1080, 40],
    [1200, 100],
  ])
    loss.report(report(highest ?? 0, lost ?? 0));
  expect(loss.take()).toBe(0.5);
});

test('whatever is reported, loss is a share', () => {
  const any = fc.record({
    highest: fc.nat(0xffff_ffff),
    lost: fc.integer({ min: -(2 ** 23), max: 2 ** 23 - 1 }),
    ssrc: fc.constantFrom(1, 2),
  });
  fc.assert(
    fc.property(fc.array(any), (reports) => {
      const loss = new ReportedLoss();
      for (const { highest, lost, ssrc } of reports) {
        loss.report(report(highest, lost, ssrc));
        const share = loss.take();
        expect(share >= 0 && share <= 1).toBe(true);
      }
    }),
  );
});
