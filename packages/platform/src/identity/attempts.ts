import { CloudMeetError } from '@cloudmeet/contracts';
import type { IdentityDatabase } from '@cloudmeet/database';
import { sha256Hex } from '@cloudmeet/service-kit';

/** Which attempts are counted together. */
export type AttemptKind = 'password' | 'code' | 'reset';

export interface AttemptCounter {
  /**
   * Counts an attempt and makes it. When it was right, the failures before it are forgotten.
   * @throws CloudMeetError `sign-in-locked` before it is made
   */
  guard<Result>(kind: AttemptKind, email: string, attempt: () => Promise<Result>): Promise<Result>;
}

/** Counts by address whether or not it has an account, so being locked out tells nothing about that. */
export function createAttemptCounter(
  database: Pick<IdentityDatabase, 'attempts'>,
  nowMs: () => number,
): AttemptCounter {
  const { attempts } = database;
  return {
    async guard(kind, email, attempt) {
      const key = sha256Hex(`${kind}:${email.toLowerCase()}`);
      const now = nowMs();
      const begun = await attempts.begin(key, new Date(now));
      if (begun.status === 'locked') {
        const retryAfterSeconds = Math.max(1, Math.ceil((begun.until.getTime() - now) / 1000));
        throw new CloudMeetError('sign-in-locked', { retryAfterSeconds });
      }
      const result = await attempt();
      await attempts.succeed(key);
      return result;
    },
  };
}
