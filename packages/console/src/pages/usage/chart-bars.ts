import type { UsageReport } from '../../api/api.ts';
import type { UsageMonth } from './usage-month.ts';

/** The parts of a bar, from below. */
export const chartParts = ['p2p', 'mixed', 'stream'] as const;

/** Participant minutes since the first of the month, up to the end of one day. */
export interface ChartBar {
  day: number;
  p2p: number;
  mixed: number;
  stream: number;
  total: number;
  /** Not reached yet: what it will be at this pace. */
  isExpected: boolean;
}

/** One bar for each day of the month, summed up from its first day. */
export function chartBars(report: UsageReport, month: UsageMonth): ChartBar[] {
  const byDay = new Map(report.rows.map(({ key, participantMinutes }) => [key, participantMinutes]));
  const sum = { p2p: 0, mixed: 0, stream: 0, total: 0 };
  return Array.from({ length: month.days }, (_, index) => {
    const day = index + 1;
    if (day > month.daysPassed)
      return {
        day,
        ...{ p2p: 0, mixed: 0, stream: 0 },
        total: (sum.total / month.daysPassed) * day,
        isExpected: true,
      };
    const row = byDay.get(`${month.name}-${String(day).padStart(2, '0')}`);
    for (const name of ['p2p', 'mixed', 'stream', 'total'] as const) sum[name] += row?.[name] ?? 0;
    return { day, ...sum, isExpected: false };
  });
}

/** Round numbers for an axis: at most five steps of 1, 2 or 5 times a power of ten, the last one not below `max`. */
export function axisTicks(max: number): number[] {
  if (max <= 0) return [0, 1];
  const rough = max / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((one) => one * power).find((one) => one >= rough) ?? 10 * power;
  const whole = Math.max(1, step);
  return Array.from({ length: Math.ceil(max / whole) + 1 }, (_, index) => index * whole);
}
