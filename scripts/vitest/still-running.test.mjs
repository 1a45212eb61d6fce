import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import StillRunning from './still-running.mjs';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test('a test file that does not end is named, one that ended is not', () => {
  const said = vi.spyOn(console, 'error').mockImplementation(() => {});
  const reporter = new StillRunning();
  reporter.onTestRunStart();
  for (const moduleId of ['slow.test.ts', 'quick.test.ts']) reporter.onTestModuleQueued({ moduleId });
  reporter.onTestModuleEnd({ moduleId: 'quick.test.ts' });
  vi.advanceTimersByTime(119_000);
  expect(said).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1_000);
  expect(said.mock.calls).toEqual([['Still running after 120 s: slow.test.ts']]);
  reporter.onTestRunEnd();
  vi.advanceTimersByTime(600_000);
  expect(said).toHaveBeenCalledTimes(1);
  said.mockRestore();
});
