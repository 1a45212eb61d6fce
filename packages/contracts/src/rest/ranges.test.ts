import { expect, test } from 'vitest';
import { pageQuerySchema } from './page.ts';
import { downloadQuerySchema } from './recordings.ts';

const detail = (result: { error?: { issues: { message: string }[] } | undefined }) =>
  result.error?.issues[0]?.message;

test.each(['-1', '0', '59', '604801', '99999999', 'x'])(
  'a link for %s seconds is refused with its bounds',
  (text) => {
    const result = downloadQuerySchema.safeParse({ expiresInSeconds: text });
    expect(detail(result)).toBe('must be a whole number from 60 to 604800');
  },
);

test.each(['0', '101', '99999', 'x'])('a page of %s is refused with its bounds', (text) => {
  expect(detail(pageQuerySchema.safeParse({ limit: text }))).toBe('must be a whole number from 1 to 100');
});

test('the bounds themselves are taken', () => {
  for (const text of ['60', '604800'])
    expect(downloadQuerySchema.parse({ expiresInSeconds: text })).toEqual({ expiresInSeconds: Number(text) });
  for (const text of ['1', '100'])
    expect(pageQuerySchema.parse({ limit: text })).toEqual({ limit: Number(text) });
});
