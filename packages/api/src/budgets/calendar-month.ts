/** A calendar month (UTC): its name `2026-11`, and its first and last day. */
export interface CalendarMonth {
  name: string;
  from: string;
  to: string;
}

const dayOf = (ms: number) => new Date(ms).toISOString().slice(0, 10);

/** The month of a time; `offset` -1 is the one before. */
export function calendarMonth(at: Date, offset = 0): CalendarMonth {
  const [year, month] = [at.getUTCFullYear(), at.getUTCMonth() + offset];
  const from = dayOf(Date.UTC(year, month, 1));
  return { name: from.slice(0, 7), from, to: dayOf(Date.UTC(year, month + 1, 0)) };
}
