import { CloudMeetError } from '@cloudmeet/contracts';
import type { ErrorCode } from '@cloudmeet/contracts';

/** The code that something fails with; undefined when it succeeds. */
export const codeOf = (promise: Promise<unknown>): Promise<ErrorCode | undefined> =>
  promise.then(
    () => undefined,
    (error: unknown) => CloudMeetError.from(error).code,
  );
