import { expect, test } from 'vitest';
import { Quota } from './quota.ts';

test('each one has their own share, and giving back twice is giving back once', () => {
  const quota = new Quota(2);
  const first = quota.take('a');
  expect(quota.take('a')).toBeDefined();
  expect(quota.take('a')).toBeUndefined();
  expect(quota.take('b')).toBeDefined();
  first?.();
  first?.();
  expect(quota.take('a')).toBeDefined();
  expect(quota.take('a')).toBeUndefined();
});
