import type { ErrorDetail, ErrorStatement } from '@cloudmeet/contracts/frame';
import { CloudMeetError } from './cloudmeet-error.ts';

const unreachable: ErrorStatement = {
  code: 'unavailable',
  message: 'The API could not be reached.',
  fix: 'Check apiUrl, the network and that the deployment runs.',
  fatal: false,
  retryable: true,
};

/** No answer came. */
export function noAnswer(cause: unknown): CloudMeetError {
  return new CloudMeetError(unreachable, { status: 0 }, cause);
}

/** No answer came in time. */
export function tooLate(timeoutMs: number): CloudMeetError {
  const message = `No answer came within ${String(timeoutMs)} ms.`;
  return new CloudMeetError({ ...unreachable, code: 'timeout', message }, { status: 0 });
}

/** The call cannot be sent as it is. */
export function invalidArgument(message: string): CloudMeetError {
  const fix = 'Correct what the message names.';
  const statement = { code: 'invalid-argument', message, fix, fatal: false, retryable: false };
  return new CloudMeetError(statement, { status: 0 });
}

/** A webhook that must not be believed. */
export function invalidWebhook(message: string, cause?: unknown): CloudMeetError {
  const fix = 'Check the secret of the endpoint and the clock, pass the body as it arrived, and answer 400.';
  const statement = { code: 'invalid-webhook', message, fix, fatal: false, retryable: false };
  return new CloudMeetError(statement, { status: 0 }, cause);
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function isDetail(value: unknown): value is ErrorDetail {
  return (
    value instanceof Object &&
    'pointer' in value &&
    'detail' in value &&
    typeof value.pointer === 'string' &&
    typeof value.detail === 'string'
  );
}

/** Members of a JSON object, none for anything else: a proxy in between may answer with a page of its own. */
function members(body: string): Record<string, unknown> {
  try {
    const parsed: unknown = JSON.parse(body);
    return parsed instanceof Object ? { ...parsed } : {};
  } catch {
    return {};
  }
}

/** The error of an answer that is none of success: problem+json (RFC 9457), or what something in between sent. */
export function errorOfAnswer(response: Response, body: string): CloudMeetError {
  const problem = members(body);
  const { status, headers } = response;
  const retryAfter = Number(headers.get('retry-after') ?? Number.NaN);
  const code = text(problem.code) ?? 'internal';
  return new CloudMeetError(
    {
      code,
      message: text(problem.detail) ?? text(problem.title) ?? `The API answered ${String(status)}.`,
      fix: text(problem.fix) ?? 'Check apiUrl and what lies between it and you.',
      errors: Array.isArray(problem.errors) ? problem.errors.filter(isDetail) : [],
      fatal: false,
      retryable: status === 429 || status >= 500 || code === 'idempotency-in-progress',
    },
    {
      status,
      requestId: text(problem.requestId) ?? headers.get('x-request-id') ?? undefined,
      retryAfterSeconds: Number.isFinite(retryAfter) ? retryAfter : undefined,
    },
  );
}

/** An answer of success whose body is no JSON. */
export function notOurs(response: Response, cause: unknown): CloudMeetError {
  const message = `The answer ${String(response.status)} is not JSON.`;
  const fix = 'Check apiUrl and what lies between it and you.';
  return new CloudMeetError(
    { code: 'internal', message, fix, fatal: false, retryable: false },
    { status: response.status },
    cause,
  );
}
