import { CloudMeetError, errorSpecs } from '@cloudmeet/contracts';
import type { Problem } from '@cloudmeet/contracts';

/** Problem types are names, not addresses to open (RFC 9457 section 3.1.1). */
const typePrefix = 'urn:cloudmeet:problem:';

/** Express and its router say what is wrong with an address by a `status` of 400. */
function isBadAddress(thrown: unknown): boolean {
  return thrown instanceof Error && 'status' in thrown && thrown.status === 400;
}

/** Anything thrown while a request was handled, as one of our errors. The unknown is `internal`. */
export function toRequestError(thrown: unknown): CloudMeetError {
  if (thrown instanceof CloudMeetError || !isBadAddress(thrown)) return CloudMeetError.from(thrown);
  return new CloudMeetError('invalid-request', { detail: 'The address is malformed.', cause: thrown });
}

/** The body of `application/problem+json`. What failed inside of us is not told. */
export function toProblem(error: CloudMeetError, requestId: string): Problem {
  return {
    type: `${typePrefix}${error.code}`,
    title: errorSpecs[error.code].message,
    status: error.status,
    ...(error.detail === undefined || error.code === 'internal' ? {} : { detail: error.detail }),
    code: error.code,
    fix: error.fix,
    ...(error.errors.length > 0 ? { errors: error.errors } : {}),
    requestId,
  };
}
