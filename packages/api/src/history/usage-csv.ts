import type { UsageReport } from '@cloudmeet/contracts';

const columns = [
  ...['key', 'name', 'participantMinutes', 'p2pMinutes', 'mixedMinutes', 'streamMinutes'],
  ...['sessions', 'participants'],
];

/** What a spreadsheet takes for a formula when it stands first in a cell. */
const formula = /^[=+\-@\t\r\n]/;

/**
 * A text as a cell (RFC 4180): always in quotes. One that begins like a formula gets an apostrophe before it, so that
 * a spreadsheet shows it and does not work it out.
 */
export function csvText(text: string): string {
  const harmless = formula.test(text.trimStart()) || formula.test(text) ? `'${text}` : text;
  return `"${harmless.replaceAll('"', '""')}"`;
}

/** A report as CSV: a line of names, then a line for each row. Lines end with CR LF. */
export function usageCsv({ rows }: Pick<UsageReport, 'rows'>): string {
  const lines = rows.map(({ key, name, participantMinutes: minutes, sessions, participants }) =>
    [
      ...[csvText(key ?? ''), csvText(name ?? '')],
      ...[minutes.total, minutes.p2p, minutes.mixed, minutes.stream, sessions, participants],
    ].join(','),
  );
  return [columns.join(','), ...lines, ''].join('\r\n');
}
