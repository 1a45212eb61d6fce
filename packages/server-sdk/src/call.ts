import { invalidArgument } from './errors.ts';

/** For every call. */
export interface CallOptions {
  /** Gives the call up; it then rejects with the signal's reason. */
  signal?: AbortSignal | undefined;
}

/** For calls that make something. */
export interface CreateOptions extends CallOptions {
  /**
   * Key of your own: the same call with it within 24 hours makes nothing new and answers as the first did. Default: a
   * random one for each call, which keeps its own repeats from acting twice.
   */
  idempotencyKey?: string | undefined;
}

export interface Call extends CreateOptions {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  path: string;
  body?: unknown;
  query?: Record<string, string | number | undefined>;
  /** `If-Match`, from the `etag` that a read gave. */
  ifMatch?: string | undefined;
}

/**
 * An address made of fixed words and ids. An id that is none is refused here: `..` would make the address another one.
 * @throws CloudMeetError `invalid-argument`
 */
export function path(words: TemplateStringsArray, ...ids: string[]): string {
  for (const id of ids) {
    if (!/^[\w-]{1,120}$/.test(id)) throw invalidArgument(`${JSON.stringify(id)} is not an id.`);
  }
  return String.raw({ raw: words }, ...ids);
}
