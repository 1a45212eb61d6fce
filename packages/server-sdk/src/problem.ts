import { CloudMeetError } from './cloudmeet-error.ts';
import type { ErrorDetail } from './cloudmeet-error.ts';

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function isDetail(value: unknown): value is ErrorDetail {
  return (
    typeof value === 'object' &&
    value !== null &&
    'pointer' in value &&
    'detail' in value &&
    typeof value.pointer === 'string' &&
    typeof value.detail === 'string'
  );
}

function members(body: string): Record<string, unknown> {
  try {
    const parsed: unknown = JSON.parse(body);
    return typeof parsed === 'object' && parsed !== null ? { ...parsed } : {};
  } catch {
    // A proxy in between may answer with a page of its own: then only the status speaks.
    return {};
  }
}

/** The error of an answer that is none of success, whether the API or something before it sent it. */
export async function errorOf(response: Response): Promise<CloudMeetError> {
  const problem = members(await response.text());
  const retryAfter = Number(response.headers.get('retry-after') ?? Number.NaN);
  return new CloudMeetError({
    code: text(problem.code) ?? 'unexpected-answer',
    message: text(problem.detail) ?? text(problem.title) ?? `The API answered ${String(response.status)}.`,
    status: response.status,
    fix: text(problem.fix) ?? 'Check apiUrl and what lies between it and you.',
    errors: Array.isArray(problem.errors) ? problem.errors.filter(isDetail) : [],
    requestId: text(problem.requestId) ?? response.headers.get('x-request-id') ?? undefined,
    retryAfterSeconds: Number.isFinite(retryAfter) ? retryAfter : undefined,
  });
}
