import { embedErrorSpecs } from './embed-codes.ts';
import type { EmbedErrorCode } from './embed-codes.ts';

/** One thing wrong with an input: a JSON Pointer (RFC 6901) and words. */
export interface ErrorDetail {
  pointer: string;
  detail: string;
}

/** An error as it crosses a socket or a frame: it brings its own words. */
export interface ErrorStatement<Code extends string = string> {
  code: Code;
  message: string;
  fatal: boolean;
  retryable: boolean;
  fix: string;
  errors?: ErrorDetail[] | undefined;
  socketUrl?: string | undefined;
}

/**
 * An error that states everything about itself, so it needs no table: what a page gets that speaks with a newer room
 * page, whose codes it cannot know. Base of CloudMeetError, and what the SDK shows under that name.
 */
export class StatedError<Code extends string = string> extends Error {
  override readonly name = 'CloudMeetError';
  /** Stable and public. */
  readonly code: Code;
  /** The meeting cannot go on after this. */
  readonly fatal: boolean;
  /** The same call may succeed later. */
  readonly retryable: boolean;
  /** What to do about it. */
  readonly fix: string;
  readonly errors: ErrorDetail[];
  readonly socketUrl: string | undefined;

  constructor(statement: ErrorStatement<Code>, cause?: unknown) {
    super(statement.message, cause === undefined ? undefined : { cause });
    this.code = statement.code;
    this.fatal = statement.fatal;
    this.retryable = statement.retryable;
    this.fix = statement.fix;
    this.errors = statement.errors ?? [];
    this.socketUrl = statement.socketUrl;
  }

  /** The shape that crosses a socket or a frame. */
  toWire(): ErrorStatement<Code> {
    const { code, message, fatal, retryable, fix, errors, socketUrl } = this;
    return {
      code,
      message,
      fatal,
      retryable,
      fix,
      ...(errors.length > 0 ? { errors } : {}),
      ...(socketUrl === undefined ? {} : { socketUrl }),
    };
  }
}

/** An error that the embedding page itself raises. `detail` says what exactly, in one sentence. */
export function embedError(
  code: EmbedErrorCode,
  detail?: string,
  cause?: unknown,
): StatedError<EmbedErrorCode> {
  const { message, fatal, retryable, fix } = embedErrorSpecs[code];
  return new StatedError({ code, message: detail ?? message, fatal, retryable, fix }, cause);
}
