import { expect, test } from 'vitest';
import { isBearer } from './bearer.ts';

const secret = 's'.repeat(32);

test('only the very secret is taken', () => {
  expect(isBearer(`Bearer ${secret}`, secret)).toBe(true);
  for (const wrong of [
    undefined,
    '',
    secret,
    `bearer ${secret}`,
    `Bearer ${secret}x`,
    'Bearer ',
    `Basic ${secret}`,
  ])
    expect(isBearer(wrong, secret), String(wrong)).toBe(false);
});
