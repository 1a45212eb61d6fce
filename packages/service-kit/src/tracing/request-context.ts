import { AsyncLocalStorage } from 'node:async_hooks';
import { formatTraceparent } from './traceparent.ts';
import type { Trace } from './traceparent.ts';

/** What everything done for one request has in common. */
export interface RequestContext {
  requestId: string;
  trace: Trace;
}

const storage = new AsyncLocalStorage<RequestContext>();

/** Runs `work`, and all that it starts, as part of one request. */
export function runInContext<Result>(context: RequestContext, work: () => Result): Result {
  return storage.run(context, work);
}

/** The request that the present code works for; undefined outside of requests. */
export function currentContext(): RequestContext | undefined {
  return storage.getStore();
}

/** Headers that carry the request on to another service of ours. */
export function contextHeaders(): Record<string, string> {
  const context = currentContext();
  if (!context) return {};
  return { traceparent: formatTraceparent(context.trace), 'x-request-id': context.requestId };
}
