import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { fetchLater } from './fetch-later.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('a part is fetched once, when it is first asked for', async () => {
  const load = vi.fn(async () => 'menu');
  const part = fetchLater(load);
  expect(load).not.toHaveBeenCalled();
  expect(part.loaded()).toBeNull();
  expect(await Promise.all([part.load(), part.load()])).toEqual(['menu', 'menu']);
  expect(part.loaded()).toBe('menu');
  expect(load).toHaveBeenCalledOnce();
});

it('a part that could not be fetched is tried again, further and further apart, until it is there', async () => {
  const load = vi.fn<() => Promise<string>>().mockRejectedValue(new TypeError('offline'));
  const there = fetchLater(load).load();
  await vi.advanceTimersByTimeAsync(999);
  expect(load).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(1 + 2000);
  expect(load).toHaveBeenCalledTimes(3);
  await vi.advanceTimersByTimeAsync(60_000);
  const tries = load.mock.calls.length;
  expect(tries).toBeLessThan(10);
  load.mockResolvedValue('menu');
  await vi.advanceTimersByTimeAsync(15_000);
  expect(await there).toBe('menu');
});
