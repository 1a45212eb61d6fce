import { errorSpecs, isErrorCode } from './codes.ts';
import type { ErrorCode } from './codes.ts';

/** One thing wrong with an input: a JSON Pointer (RFC 6901) and words. */
export interface ErrorDetail {
  pointer: string;
  detail: string;
}

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
export class CloudMeetError extends Error {
  override readonly name = 'CloudMeetError';
  readonly code: ErrorCode;
  readonly detail: string | undefined;
  readonly errors: ErrorDetail[];
  readonly retryAfterSeconds: number | undefined;
  readonly socketUrl: string | undefined;

  constructor(code: ErrorCode, extras: ErrorExtras = {}) {
    super(
      extras.detail ?? errorSpecs[code].message,
      extras.cause === undefined ? undefined : { cause: extras.cause },
    );
    this.code = code;
    this.detail = extras.detail;
    this.errors = extras.errors ?? [];
    this.retryAfterSeconds = extras.retryAfterSeconds;
    this.socketUrl = extras.socketUrl;
  }

  get status(): number {
    return errorSpecs[this.code].status;
  }
  get retryable(): boolean {
    return errorSpecs[this.code].retryable;
  }
  /** The meeting cannot go on after this. */
  get fatal(): boolean {
    return errorSpecs[this.code].fatal;
  }
  /** What to do about it. */
  get fix(): string {
    return errorSpecs[this.code].fix;
  }

  /** The shape that crosses a socket or a frame. */
  toWire(): WireErrorShape {
    return {
      code: this.code,
      message: this.message,
      fatal: this.fatal,
      retryable: this.retryable,
      fix: this.fix,
      ...(this.errors.length > 0 ? { errors: this.errors } : {}),
      ...(this.socketUrl === undefined ? {} : { socketUrl: this.socketUrl }),
    };
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

export interface WireErrorShape {
  code: ErrorCode;
  message: string;
  fatal: boolean;
  retryable: boolean;
  fix: string;
  errors?: ErrorDetail[];
  socketUrl?: string;
}
