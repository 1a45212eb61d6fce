/**
 * What is known of an error before it happens. `status` is the HTTP status where it is answered over REST;
 * `retryable` says that the same call may succeed later; `fatal` that the meeting cannot go on; `message` says what
 * is so and `fix` what to do about it.
 */
export interface ErrorSpec {
  status: number;
  retryable: boolean;
  fatal: boolean;
  message: string;
  fix: string;
}

export const spec = (
  status: number,
  message: string,
  fix: string,
  flags: Partial<Pick<ErrorSpec, 'retryable' | 'fatal'>> = {},
): ErrorSpec => ({
  status,
  message,
  fix,
  retryable: false,
  fatal: false,
  ...flags,
});

export const retryable = { retryable: true };
export const fatal = { fatal: true };
