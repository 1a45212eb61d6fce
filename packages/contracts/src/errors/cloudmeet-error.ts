import { errorSpecs, isErrorCode } from './codes.ts';
import type { ErrorCode } from './codes.ts';
import { StatedError } from './stated-error.ts';
import type { ErrorDetail, ErrorStatement } from './stated-error.ts';

export type { ErrorDetail } from './stated-error.ts';

export interface ErrorExtras {
  /** What exactly, in one sentence, when the code alone does not say it. */
  detail?: string | undefined;
  errors?: ErrorDetail[] | undefined;
  cause?: unknown;
  /** For `rate-limited`: seconds until the next try may succeed. */
  retryAfterSeconds?: number | undefined;
  /** For `room-elsewhere`: the socket address of the node that has the room. */
  socketUrl?: string | undefined;
}

/** The one error of CloudMeet. `code` is stable and public; everything else derives from it. */
export class CloudMeetError extends StatedError<ErrorCode> {
  readonly detail: string | undefined;
  readonly retryAfterSeconds: number | undefined;

  constructor(code: ErrorCode, extras: ErrorExtras = {}) {
    const { message, fatal, retryable, fix } = errorSpecs[code];
    const { detail, errors, socketUrl, cause } = extras;
    super({ code, message: detail ?? message, fatal, retryable, fix, errors, socketUrl }, cause);
    this.detail = detail;
    this.retryAfterSeconds = extras.retryAfterSeconds;
  }

  get status(): number {
    return errorSpecs[this.code].status;
  }

  /** Back from the wire. An unknown code (a newer peer) becomes `internal` with the peer's words. */
  static fromWire(wire: {
    code: string;
    message: string;
    errors?: ErrorDetail[] | undefined;
    socketUrl?: string | undefined;
  }): CloudMeetError {
    const code = isErrorCode(wire.code) ? wire.code : 'internal';
    return new CloudMeetError(code, { detail: wire.message, errors: wire.errors, socketUrl: wire.socketUrl });
  }

  /** Anything thrown, as a CloudMeetError; the unknown becomes `internal` and keeps its cause. */
  static from(thrown: unknown): CloudMeetError {
    return thrown instanceof CloudMeetError ? thrown : new CloudMeetError('internal', { cause: thrown });
  }
}

export type WireErrorShape = ErrorStatement<ErrorCode>;
