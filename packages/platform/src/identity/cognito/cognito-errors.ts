import { CloudMeetError } from '@cloudmeet/contracts';
import type { ErrorCode } from '@cloudmeet/contracts';

const busy = new Set([
  'TooManyRequestsException',
  'LimitExceededException',
  'TooManyFailedAttemptsException',
]);

/** Names of Cognito's errors by what they mean to whoever asked. */
export type Meanings = Readonly<Record<string, ErrorCode>>;

/** An error of Cognito's as one of ours: by `meanings`, else `rate-limited` or `unavailable`. */
export function cognitoError(thrown: unknown, meanings: Meanings): CloudMeetError {
  if (thrown instanceof CloudMeetError) return thrown;
  const name = thrown instanceof Error ? thrown.name : '';
  const code = meanings[name];
  if (code) return new CloudMeetError(code, { cause: thrown });
  if (busy.has(name)) return new CloudMeetError('rate-limited', { retryAfterSeconds: 5, cause: thrown });
  return new CloudMeetError('unavailable', {
    detail: 'The identity provider did not answer as it should.',
    cause: thrown,
  });
}
