import { CloudMeetError } from '@cloudmeet/contracts';
import type { ErrorRequestHandler, Response } from 'express';

const codes = new WeakMap<Response, string>();

/** Code of the problem that a request was answered with; null when it was none. */
export function codeOf(response: Response): string | null {
  return codes.get(response) ?? null;
}

/** Remembers what went wrong for whoever notes the request. Use it right before the error edge. */
export function rememberCodes(): ErrorRequestHandler {
  return (thrown: unknown, _request, response, next) => {
    codes.set(response, CloudMeetError.from(thrown).code);
    next(thrown);
  };
}
