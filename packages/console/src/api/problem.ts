/** What went wrong with a request, as pages show it. Plain data, because it lies in the store. */
export interface ApiProblem {
  /** HTTP status; 0 when no answer came. */
  status: number;
  /** Code of the contracts; `offline` when no answer came, `unreadable` when it was none of ours. */
  code: string;
  title: string;
  detail?: string;
  fix?: string;
  /** JSON pointer into the body → what is wrong there. */
  fields: Record<string, string>;
  requestId?: string;
  retryAfterSeconds?: number;
}

/** No answer came: the network, or the server is not there. */
export function offlineProblem(): ApiProblem {
  return { status: 0, code: 'offline', title: 'The server does not answer.', fields: {} };
}

/** An answer that failed, by its body (RFC 9457) and its Retry-After. */
export function problemOf(status: number, body: unknown, retryAfter: string | null): ApiProblem {
  const wait = Number(retryAfter);
  const retry = retryAfter !== null && Number.isFinite(wait) ? { retryAfterSeconds: wait } : {};
  const { code, title, detail, fix, requestId, errors } = membersOf(body);
  if (typeof code !== 'string' || typeof title !== 'string')
    return { status, code: 'unreadable', title: 'The answer cannot be read.', fields: {}, ...retry };
  return {
    ...{ status, code, title, fields: fieldsOf(errors), ...retry },
    ...(typeof detail === 'string' ? { detail } : {}),
    ...(typeof fix === 'string' ? { fix } : {}),
    ...(typeof requestId === 'string' ? { requestId } : {}),
  };
}

function membersOf(value: unknown): Partial<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function fieldsOf(errors: unknown): Record<string, string> {
  const pairs = (Array.isArray(errors) ? errors : []).map((error: unknown) => {
    const { pointer, detail } = membersOf(error);
    return [String(pointer), String(detail)] as const;
  });
  return Object.fromEntries(pairs);
}

/** What RTK Query reports as an error, as a problem. Undefined while there is none. */
export function asProblem(error: unknown): ApiProblem | undefined {
  if (error === undefined || error === null) return undefined;
  if (isProblem(error)) return error;
  return { status: 0, code: 'internal', title: 'Something went wrong here.', fields: {} };
}

function isProblem(value: unknown): value is ApiProblem {
  return (
    typeof value === 'object' && value !== null && 'code' in value && 'fields' in value && 'title' in value
  );
}
