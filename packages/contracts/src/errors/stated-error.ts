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
  declare readonly code: Code;
  /** The meeting cannot go on after this. */
  declare readonly fatal: boolean;
  /** The same call may succeed later. */
  declare readonly retryable: boolean;
  /** What to do about it. */
  declare readonly fix: string;
  declare readonly errors: ErrorDetail[];
  declare readonly socketUrl: string | undefined;

  constructor(statement: ErrorStatement<Code>, cause?: unknown) {
    const { code, message, fatal, retryable, fix, errors = [], socketUrl } = statement;
    super(message, cause === undefined ? undefined : { cause });
    Object.assign(this, { code, fatal, retryable, fix, errors, socketUrl });
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
