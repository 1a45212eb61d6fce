/** A calendar month in UTC, which usage is counted in. */
export interface UsageMonth {
  /** `2026-11`, as in the address. */
  name: string;
  /** First and last day of it, the last one not after today. */
  from: string;
  to: string;
  days: number;
  /** Days that have begun, today included. */
  daysPassed: number;
  isCurrent: boolean;
  /** Milliseconds since the epoch of its first day. */
  startMs: number;
  previous: string;
  /** The same days of the month before, to compare with: all of it when this one is over. */
  before: { from: string; to: string; startMs: number };
  /** Undefined for the current month. */
  next?: string;
}

const dayMs = 24 * 3600 * 1000;
const dayText = (ms: number) => new Date(ms).toISOString().slice(0, 10);
const nameOf = (ms: number) => new Date(ms).toISOString().slice(0, 7);

/** As many days of the month before as have passed of this one. */
function daysBefore(startMs: number, days: number | undefined) {
  const beforeMs = Date.parse(`${nameOf(startMs - dayMs)}-01T00:00:00Z`);
  const lastMs = startMs - dayMs;
  const toMs = days === undefined ? lastMs : Math.min(lastMs, beforeMs + (days - 1) * dayMs);
  return { from: dayText(beforeMs), to: dayText(toMs), startMs: beforeMs };
}

/** The month that the address asks for; the current one for anything else, the future included. */
export function monthOf(wanted: string | null, nowMs: number): UsageMonth {
  const current = nameOf(nowMs);
  const isMonth = wanted !== null && /^20\d\d-(0[1-9]|1[0-2])$/.test(wanted);
  const name = isMonth && wanted < current ? wanted : current;
  const startMs = Date.parse(`${name}-01T00:00:00Z`);
  const endMs = Date.UTC(new Date(startMs).getUTCFullYear(), new Date(startMs).getUTCMonth() + 1, 1);
  const isCurrent = name === current;
  const lastMs = isCurrent ? nowMs : endMs - dayMs;
  const daysPassed = Math.floor((lastMs - startMs) / dayMs) + 1;
  return {
    ...{ name, startMs, isCurrent, from: dayText(startMs), to: dayText(lastMs) },
    days: Math.round((endMs - startMs) / dayMs),
    daysPassed,
    previous: nameOf(startMs - dayMs),
    before: daysBefore(startMs, isCurrent ? daysPassed : undefined),
    ...(isCurrent ? {} : { next: nameOf(endMs) }),
  };
}
