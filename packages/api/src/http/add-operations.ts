import { operationIds, operations, takesIdempotencyKey } from '@cloudmeet/contracts';
import type { Operation, OperationId } from '@cloudmeet/contracts';
import { jsonBody, methodNotAllowed } from '@cloudmeet/service-kit';
import type { Express, RequestHandler } from 'express';
import { checkPermission } from '../credentials/check-permission.ts';
import { callerOf } from './credential-of-request.ts';
import { idempotencyKeyOf } from './idempotency.ts';
import type { ReplyKeeper } from './idempotency.ts';
import type { OperationContext, OperationHandlers } from './operation-handler.ts';
import { noteRequests } from './note-requests.ts';
import { parseRequest } from './parse-request.ts';
import type { RefreshCookie } from './refresh-cookie.ts';
import { sendCsv, sendReply, wantsCsv } from './reply.ts';
import { runOperation } from './run-operation.ts';

export interface OperationRoutesOptions {
  handlers: OperationHandlers;
  context: OperationContext;
  keeper: ReplyKeeper;
  /** What the requests of an operation go through first: authentication and limits. */
  guardOf: (id: OperationId) => RequestHandler;
  refreshCookie: RefreshCookie;
}

/** `/v1/rooms/{roomId}` as Express writes it. */
function expressPath(path: string): string {
  return path.replaceAll(/\{(\w+)\}/g, ':$1');
}

function endpoint<Id extends OperationId>(id: Id, options: OperationRoutesOptions): RequestHandler {
  const { handlers, context, keeper, refreshCookie } = options;
  const handler: OperationHandlers[Id] = handlers[id];
  const operation: Operation = operations[id];
  return async (request, response) => {
    refreshCookie.takeUp(id, request);
    const parsed = parseRequest(id, request);
    const key = takesIdempotencyKey(operation) ? idempotencyKeyOf(request) : undefined;
    const { credential } = callerOf(request);
    const rest = { context, keeper, credential };
    const { reply, replayed } = await runOperation(id, handler, parsed, key, rest);
    if (replayed) response.set('Idempotency-Replayed', 'true');
    if (reply.csv !== undefined && wantsCsv(request, response)) sendCsv(response, reply.csv, id);
    else sendReply(response, refreshCookie.handOver(id, { request, response, reply }));
  };
}

/**
 * Authentication and limits, then the table of operations, before anything of the request is read. One handler: each
 * more that Express passes costs every request.
 */
function guarded(id: OperationId, guard: RequestHandler): RequestHandler {
  return (request, response, next) =>
    guard(request, response, (error?: unknown) => {
      const { credential } = callerOf(request);
      if (error === undefined && credential) checkPermission(id, credential);
      next(error);
    });
}

/** Methods of one path as `Allow` lists them: HEAD comes with GET, OPTIONS is everywhere. */
function allowedMethods(ids: readonly OperationId[]): string[] {
  const own = ids.map((id) => operations[id].method.toUpperCase());
  return [...own, ...(own.includes('GET') ? ['HEAD'] : []), 'OPTIONS'];
}

/** Routes every operation of the contracts, and answers other methods at their addresses. */
export function addOperations(app: Express, options: OperationRoutesOptions): void {
  const byPath = Map.groupBy(operationIds, (id) => operations[id].path);
  for (const [path, ids] of byPath) {
    const route = app.route(expressPath(path));
    for (const id of ids) {
      const { method, bodyBytesMax }: Operation = operations[id];
      const hasBody = method === 'post' || method === 'patch';
      const body = hasBody ? [jsonBody(bodyBytesMax === undefined ? {} : { bytesMax: bodyBytesMax })] : [];
      const note = noteRequests(id, options.context.requestLog, options.context.nowMs);
      route[method](note, guarded(id, options.guardOf(id)), ...body, endpoint(id, options));
    }
    const allowed = allowedMethods(ids);
    route.options((_request, response) => {
      response.set('Allow', allowed.join(', ')).status(204).end();
    });
    route.all(methodNotAllowed(allowed));
  }
}
