import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csvText, usageCsv } from './usage-csv.ts';

test('no text becomes a formula, and none leaves its cell', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const cell = csvText(text);
      const inner = cell.slice(1, -1);
      expect(cell.startsWith('"') && cell.endsWith('"')).toBe(true);
      expect(inner.replaceAll('""', '')).not.toContain('"');
      expect(inner.trimStart()).not.toMatch(/^[=+\-@\t\r]/);
    }),
  );
});

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '  =HYPERLINK("x")'])(
  'control: %j would have been one',
  (text) => {
    expect(csvText(text)).toMatch(/^"'/);
  },
);

test('a report is a line of names and a line for each row', () => {
  const row = {
    ...{ key: '2026-11-21', name: null, sessions: 2, participants: 3 },
    participantMinutes: { total: 61.5, p2p: 60, mixed: 1.5, stream: 0 },
  };
  expect(usageCsv({ rows: [row] }).split('\r\n')).toEqual([
    'key,name,participantMinutes,p2pMinutes,mixedMinutes,streamMinutes,sessions,participants',
    '"2026-11-21","",61.5,60,1.5,0,2,3',
    '',
  ]);
});
