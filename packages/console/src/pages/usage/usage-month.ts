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
  /** Undefined for the current month. */
  next?: string;
}

const dayMs = 24 * 3600 * 1000;
const dayText = (ms: number) => new Date(ms).toISOString().slice(0, 10);
const nameOf = (ms: number) => new Date(ms).toISOString().slice(0, 7);

/** The month that the address asks for; the current one for anything else, the future included. */
export function monthOf(wanted: string | null, nowMs: number): UsageMonth {
  const current = nameOf(nowMs);
  const isMonth = wanted !== null && /^20\d\d-(0[1-9]|1[0-2])$/.test(wanted);
  const name = isMonth && wanted < current ? wanted : current;
  const startMs = Date.parse(`${name}-01T00:00:00Z`);
  const endMs = Date.UTC(new Date(startMs).getUTCFullYear(), new Date(startMs).getUTCMonth() + 1, 1);
  const isCurrent = name === current;
  const lastMs = isCurrent ? nowMs : endMs - dayMs;
  return {
    ...{ name, startMs, isCurrent, from: dayText(startMs), to: dayText(lastMs) },
    days: Math.round((endMs - startMs) / dayMs),
    daysPassed: Math.floor((lastMs - startMs) / dayMs) + 1,
    previous: nameOf(startMs - dayMs),
    ...(isCurrent ? {} : { next: nameOf(endMs) }),
  };
}
