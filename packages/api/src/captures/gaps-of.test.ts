import { expect, test } from 'vitest';
import { gapsOf } from './gaps-of.ts';

const startedAt = new Date('2027-01-15T08:00:00Z');
const after = (seconds: number) => new Date(startedAt.getTime() + seconds * 1000);
const inner = { startSeconds: 4, durationSeconds: 2 };
const file = (durationMs: number) => ({
  ...{ key: 'recordings/x.mp4', bytes: 10, sha256: 'a'.repeat(64), contentType: 'video/mp4' },
  ...{ durationMs, gaps: [inner] },
});

test('a file that reaches the end has the gaps that were found in it', () => {
  expect(gapsOf({ file: file(60_000), startedAt, stoppedAt: after(62) })).toEqual([inner]);
  expect(gapsOf({ file: file(63_000), startedAt, stoppedAt: after(60) })).toEqual([inner]);
});

test('an end that is not in the file is declared as a gap', () => {
  expect(gapsOf({ file: file(15_000), startedAt, stoppedAt: after(60) })).toEqual([
    inner,
    { startSeconds: 15, durationSeconds: 45 },
  ]);
});

test('where there is no file there are no gaps', () => {
  expect(gapsOf({ file: null, startedAt, stoppedAt: after(60) })).toEqual([]);
});
