import { StatedError } from '@cloudmeet/contracts/frame';
import type { ErrorCode, ErrorStatement } from '@cloudmeet/contracts/frame';

/** What an answer says besides the error itself. */
export interface AnswerDetails {
  /** HTTP status of the answer, 0 when none came. */
  status: number;
  requestId?: string | undefined;
  retryAfterSeconds?: number | undefined;
}

/**
 * Why a call failed. `code` is stable: that of the API's answer (RFC 9457); `unavailable` when none came, `timeout` when
 * none came in time, `internal` for an answer that is not the API's, `invalid-argument` for a call that was not sent.
 * `message` says what is so, `fix` what to do, `errors` which fields are wrong.
 */
export class CloudMeetError extends StatedError<ErrorCode | (string & {})> {
  /** HTTP status of the answer, 0 when there was none. */
  readonly status: number;
  /** Tell support this. */
  readonly requestId: string | undefined;
  /** How long the API wants to be left alone. */
  readonly retryAfterSeconds: number | undefined;

  constructor(statement: ErrorStatement, details: AnswerDetails, cause?: unknown) {
    super(statement, cause);
    this.status = details.status;
    this.requestId = details.requestId;
    this.retryAfterSeconds = details.retryAfterSeconds;
  }
}
