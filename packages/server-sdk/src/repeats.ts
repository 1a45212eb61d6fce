import type { Call } from './call.ts';
import type { CloudMeetError } from './cloudmeet-error.ts';

const firstWaitMs = 200;
const waitMsMax = 10_000;

/**
 * How long to wait before a failed call is sent again, or undefined when it is not. What the API asks for counts; else
 * full jitter over a doubling time, so that many servers that failed together do not come back together.
 */
export function waitMsBeforeRepeat(
  error: CloudMeetError,
  call: Call,
  attempt: number,
  random: () => number,
): number | undefined {
  if (!error.retryable || !mayRepeat(error, call)) return undefined;
  if (error.retryAfterSeconds !== undefined) {
    const askedMs = error.retryAfterSeconds * 1000;
    return askedMs <= waitMsMax ? askedMs : undefined;
  }
  return random() * Math.min(firstWaitMs * 2 ** attempt, waitMsMax);
}

/** A conditional change whose answer was lost may have happened: repeated it would fail although it worked. */
function mayRepeat(error: CloudMeetError, { method, ifMatch }: Call): boolean {
  const wasRefused = error.status === 429 || error.status === 503;
  return wasRefused || ifMatch === undefined || method === 'GET';
}
