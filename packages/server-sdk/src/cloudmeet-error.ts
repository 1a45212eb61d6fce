/** One thing wrong with a request: JSON Pointer (RFC 6901) and words. */
export interface ErrorDetail {
  pointer: string;
  detail: string;
}

interface ProblemMembers {
  code: string;
  message: string;
  status: number;
  fix: string;
  errors?: ErrorDetail[] | undefined;
  requestId?: string | undefined;
  retryAfterSeconds?: number | undefined;
}

/**
 * Why a call failed. `code` is stable: that of the API's answer (RFC 9457), or `network` when no answer came and
 * `timeout` when none came in time; `status` is then 0.
 */
export class CloudMeetError extends Error {
  override readonly name = 'CloudMeetError';
  readonly code: string;
  readonly status: number;
  /** What to do about it, in a sentence. */
  readonly fix: string;
  /** Which fields are wrong, where that is the reason. */
  readonly errors: ErrorDetail[];
  /** Tell support this. */
  readonly requestId: string | undefined;
  readonly retryAfterSeconds: number | undefined;

  constructor(members: ProblemMembers, cause?: unknown) {
    super(members.message, cause === undefined ? undefined : { cause });
    this.code = members.code;
    this.status = members.status;
    this.fix = members.fix;
    this.errors = members.errors ?? [];
    this.requestId = members.requestId;
    this.retryAfterSeconds = members.retryAfterSeconds;
  }

  /** The same call may succeed later. */
  get retryable(): boolean {
    return (
      this.status === 0 ||
      this.status === 429 ||
      this.status >= 500 ||
      this.code === 'idempotency-in-progress'
    );
  }
}
