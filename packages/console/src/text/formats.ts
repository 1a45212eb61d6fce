import { localeOf } from '@cloudmeet/ui';
import type { Language } from '@cloudmeet/ui';

/** Numbers and times as people read them, in their language and the time zone of their device. */
export interface Formats {
  /** `263 000`: thin spaces between thousands, as in the tables. */
  number(value: number, digits?: number): string;
  percent(share: number): string;
  /** `+18 %`, `−3 %`, `0 %`. */
  change(share: number): string;
  /** `October`, in UTC. */
  month(at: string | number): string;
  /** `25 October`, in UTC. */
  dayOfMonth(at: string | number): string;
  /** `20 Nov 2026`. */
  date(at: string | number): string;
  /** `20 Nov, 10:12`. */
  dateTime(at: string | number): string;
  /** `10:12`. */
  clock(at: string | number): string;
  /** `10:12:41`. */
  time(at: string | number): string;
  /** `3 minutes ago`, `yesterday`. */
  since(at: string | number, nowMs: number): string;
  /** `1 h 2 min`, `48 s`. */
  duration(seconds: number): string;
}

const steps: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 365 * 24 * 3600],
  ['month', 30 * 24 * 3600],
  ['day', 24 * 3600],
  ['hour', 3600],
  ['minute', 60],
];

function durationOf(locale: string, seconds: number): string {
  const unit = (value: number, name: string) =>
    new Intl.NumberFormat(locale, { style: 'unit', unit: name, unitDisplay: 'short' }).format(value);
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 60) return unit(whole, 'second');
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return unit(minutes, 'minute');
  return [
    unit(Math.floor(minutes / 60), 'hour'),
    ...(minutes % 60 ? [unit(minutes % 60, 'minute')] : []),
  ].join(' ');
}

export function createFormats(language: Language): Formats {
  const locale = localeOf(language);
  const format = (options: Intl.DateTimeFormatOptions) => {
    const made = new Intl.DateTimeFormat(locale, { hourCycle: 'h23', ...options });
    return (at: string | number) => made.format(new Date(at));
  };
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  return {
    number: (value, digits = 0) =>
      new Intl.NumberFormat(locale, { maximumFractionDigits: digits })
        .formatToParts(value)
        .map(({ type, value: part }) => (type === 'group' ? '\u202f' : part))
        .join(''),
    percent: (share) =>
      new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 }).format(share),
    change: (share) =>
      new Intl.NumberFormat(locale, {
        style: 'percent',
        maximumFractionDigits: 0,
        signDisplay: 'exceptZero',
      }).format(share),
    month: format({ month: 'long', timeZone: 'UTC' }),
    dayOfMonth: format({ day: 'numeric', month: 'long', timeZone: 'UTC' }),
    date: format({ day: 'numeric', month: 'short', year: 'numeric' }),
    dateTime: format({ day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' }),
    clock: format({ hour: '2-digit', minute: '2-digit' }),
    time: format({ hour: '2-digit', minute: '2-digit', second: '2-digit' }),
    since: (at, nowMs) => {
      const seconds = (new Date(at).getTime() - nowMs) / 1000;
      const step = steps.find(([, size]) => Math.abs(seconds) >= size);
      return step ? relative.format(Math.round(seconds / step[1]), step[0]) : relative.format(0, 'minute');
    },
    duration: (seconds) => durationOf(locale, seconds),
  };
}
