import { StatedError } from '@cloudmeet/contracts/frame';
import type { ErrorCode, ErrorDetail } from '@cloudmeet/contracts/frame';

/** Why a command failed. `instanceof CloudMeetError` tells it from any other error. */
export interface CloudMeetError extends Error {
  readonly name: 'CloudMeetError';
  /** Stable; a newer room page may know more of them than this type does. */
  readonly code: ErrorCode | (string & {});
  /** The meeting cannot go on after this. */
  readonly fatal: boolean;
  /** The same call may succeed later. */
  readonly retryable: boolean;
  /** What to do about it, in a sentence. */
  readonly fix: string;
  /** Which arguments are wrong, where that is the reason. */
  readonly errors: ErrorDetail[];
}

export const CloudMeetError: abstract new (...args: never) => CloudMeetError = StatedError;
