import type pg from 'pg';
import { z } from 'zod';
import { querySystem } from '../system/query.ts';

/** `locked`: nothing is tried before `until`. */
export type AttemptResult = { status: 'counted'; failures: number } | { status: 'locked'; until: Date };

const freeAttempts = 5;
const firstLockSeconds = 30;
const longestLockSeconds = 900;
/** Failures are forgotten after so long without another one. */
const forgottenMinutes = 60;

const countedRow = z.object({ failures: z.int() });
const lockedRow = z.object({ locked_until: z.date() });
const begin = `INSERT INTO identity_attempts AS a (key, failures, last_at) VALUES ($1, 1, $2)
  ON CONFLICT (key) DO UPDATE SET
    failures = CASE WHEN a.last_at < $2 - interval '${String(forgottenMinutes)} minutes' THEN 1 ELSE a.failures + 1 END,
    last_at = $2,
    locked_until = CASE
      WHEN a.last_at < $2 - interval '${String(forgottenMinutes)} minutes' THEN NULL
      WHEN a.failures + 1 >= ${String(freeAttempts)} THEN $2 + interval '1 second' * LEAST(
        ${String(longestLockSeconds)}, ${String(firstLockSeconds)} * power(2, LEAST(a.failures + 1 - ${String(freeAttempts)}, 10)))
    END
  WHERE a.locked_until IS NULL OR a.locked_until <= $2
  RETURNING failures`;

/**
 * Counts attempts by what is tried, whether it exists or not. An attempt is counted before it is made, so that many at
 * once are no way around it: from the fifth failure on the next has to wait, 30 s at first and 15 min at most.
 */
export class IdentityAttempts {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  async begin(key: string, now: Date): Promise<AttemptResult> {
    const statement = { name: 'identity_attempts_begin', text: begin };
    const [counted] = await querySystem(this.#pool, countedRow, statement, [key, now]);
    if (counted) return { status: 'counted', failures: counted.failures };
    const [locked] = await querySystem(
      this.#pool,
      lockedRow,
      { name: 'identity_attempts_locked', text: 'SELECT locked_until FROM identity_attempts WHERE key = $1' },
      [key],
    );
    return { status: 'locked', until: locked?.locked_until ?? now };
  }

  /** The attempt was right: everything before it is forgotten. */
  async succeed(key: string): Promise<void> {
    const statement = {
      name: 'identity_attempts_succeed',
      text: 'DELETE FROM identity_attempts WHERE key = $1',
    };
    await querySystem(this.#pool, z.object({}), statement, [key]);
  }
}
