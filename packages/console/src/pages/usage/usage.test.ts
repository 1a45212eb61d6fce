import { describe, expect, it } from 'vitest';
import type { UsageReport } from '../../api/api.ts';
import { axisTicks, chartBars } from './chart-bars.ts';
import { minutesBudgetOf, passingDay } from './minutes-budget.ts';
import { monthOf } from './usage-month.ts';

const now = Date.parse('2026-11-21T16:00:00Z');

describe('the month of the address', () => {
  it('is the current one up to today without any, and for what is none or not yet', () => {
    for (const wanted of [null, '', '2026-13', '2027-01', 'yesterday', '2026-11'])
      expect(monthOf(wanted, now)).toMatchObject({
        ...{ name: '2026-11', from: '2026-11-01', to: '2026-11-21' },
        ...{ days: 30, daysPassed: 21, isCurrent: true, previous: '2026-10' },
      });
    expect(monthOf(null, now).next).toBeUndefined();
  });

  it('is a whole one when it is past, over the ends of years too', () => {
    expect(monthOf('2024-02', now)).toMatchObject({
      from: '2024-02-01',
      to: '2024-02-29',
      days: 29,
      daysPassed: 29,
    });
    expect(monthOf('2025-12', now)).toMatchObject({ previous: '2025-11', next: '2026-01', isCurrent: false });
  });
});

describe('the month before', () => {
  it.each([
    [
      'as many days of it as have passed of this one',
      null,
      '2026-11-21T16:00:00Z',
      '2026-10-01',
      '2026-10-21',
    ],
    ['all of it when it is shorter', null, '2026-03-31T16:00:00Z', '2026-02-01', '2026-02-28'],
    ['all of it when this one is over', '2026-02', '2026-11-21T16:00:00Z', '2026-01-01', '2026-01-31'],
    ['that of the last year in January', null, '2026-01-05T00:00:00Z', '2025-12-01', '2025-12-05'],
  ])('is %s', (_what, wanted, at, from, to) => {
    expect(monthOf(wanted, Date.parse(at)).before).toMatchObject({ from, to });
  });
});

describe('the budget of the chart', () => {
  const budget = (over: object) => ({
    ...{
      id: 'bgt_1',
      metric: 'participantMinutes' as const,
      externalId: null,
      limit: 500,
      thresholds: [100],
    },
    ...{ month: '2026-11', used: 0, crossed: [], createdAt: '', updatedAt: '', ...over },
  });

  it('is the smallest of those for the minutes of all rooms', () => {
    expect(minutesBudgetOf([budget({}), budget({ limit: 400 })])).toBe(400);
    const others = [budget({ metric: 'storedBytes' as const }), budget({ externalId: 'acme' })];
    expect(minutesBudgetOf(others)).toBeUndefined();
  });

  it('is passed on the first day that needs more, come or to come', () => {
    const bars = chartBars(report, monthOf(null, now));
    expect(passingDay(bars, 9)).toMatchObject({ day: 2, isExpected: false });
    expect(passingDay(bars, 25)).toMatchObject({ day: 26, isExpected: true });
    expect(passingDay(bars, 30)).toBeUndefined();
  });
});

const minutes = (p2p: number, mixed: number) => ({ p2p, mixed, stream: 0, total: p2p + mixed });
const row = (key: string, p2p: number, mixed: number) => ({
  ...{ key, name: null, participantMinutes: minutes(p2p, mixed), sessions: 1, participants: 1 },
});
const report: UsageReport = {
  ...{ from: '2026-11-01', to: '2026-11-21', groupBy: 'day', truncated: false },
  ...{ recordingMinutes: 0, streamingMinutes: 0, storedBytes: 0 },
  rows: [row('2026-11-02', 10, 0), row('2026-11-21', 5, 6)],
  total: { ...row('', 15, 6), key: null },
};

describe('the chart', () => {
  const bars = chartBars(report, monthOf(null, now));

  it('sums up from the first day, and keeps the sum on days without use', () => {
    expect(bars).toHaveLength(30);
    expect(bars.slice(0, 3).map(({ total }) => total)).toEqual([0, 10, 10]);
    expect(bars[20]).toEqual({ day: 21, p2p: 15, mixed: 6, stream: 0, total: 21, isExpected: false });
  });

  it('expects the days to come at the same pace, and never less than there is', () => {
    expect(bars[21]).toMatchObject({ day: 22, isExpected: true, total: 22 });
    expect(bars[29]?.total).toBe(30);
  });

  it.each([
    [0, [0, 1]],
    [0.4, [0, 1]],
    [7, [0, 2, 4, 6, 8]],
    [390_000, [0, 100_000, 200_000, 300_000, 400_000]],
  ])('has round numbers up to %d on its axis', (max, ticks) => {
    expect(axisTicks(max)).toEqual(ticks);
  });
});
