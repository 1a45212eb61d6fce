import { setTimeout as sleep } from 'node:timers/promises';
import { isConflict } from './database-errors.ts';

export interface RetryOptions {
  /** Attempts at most, the first included. Default 5. */
  attemptsMax?: number;
  /** Longest wait before the first repetition; it doubles each time. Default 10. */
  baseDelayMs?: number;
  /** Uniform in [0, 1). */
  random?: () => number;
  wait?: (delayMs: number) => Promise<unknown>;
}

/**
 * Runs `work`, and again after a serialization failure or deadlock, with full jitter between attempts. `work` must be a
 * whole transaction: nothing of a failed attempt may remain.
 */
export async function retryConflicts<Result>(
  work: () => Promise<Result>,
  options: RetryOptions = {},
): Promise<Result> {
  const {
    attemptsMax = 5,
    baseDelayMs = 10,
    random = Math.random,
    wait = (delayMs) => sleep(delayMs),
  } = options;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (attempt >= attemptsMax || !isConflict(error)) throw error;
      await wait(random() * baseDelayMs * 2 ** (attempt - 1));
    }
  }
}
