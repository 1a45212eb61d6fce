import { operationIds, operations } from '@cloudmeet/contracts';
import type { Operation, OperationId } from '@cloudmeet/contracts';
import { jsonBody, methodNotAllowed } from '@cloudmeet/service-kit';
import type { Express, RequestHandler } from 'express';
import { idempotencyKeyOf } from './idempotency.ts';
import type { ReplyKeeper } from './idempotency.ts';
import type { OperationContext, OperationHandlers } from './operation-handler.ts';
import { parseRequest } from './parse-request.ts';
import { sendReply } from './reply.ts';
import { runOperation } from './run-operation.ts';

export interface OperationRoutesOptions {
  handlers: OperationHandlers;
  context: OperationContext;
  keeper: ReplyKeeper;
  /** What every operation goes through first: authentication, then limits. */
  guards: readonly RequestHandler[];
}

/** `/v1/rooms/{roomId}` as Express writes it. */
function expressPath(path: string): string {
  return path.replaceAll(/\{(\w+)\}/g, ':$1');
}

function endpoint<Id extends OperationId>(id: Id, options: OperationRoutesOptions): RequestHandler {
  const { handlers, context, keeper } = options;
  const handler: OperationHandlers[Id] = handlers[id];
  const operation: Operation = operations[id];
  return async (request, response) => {
    const parsed = parseRequest(id, request);
    const key = operation.method === 'post' ? idempotencyKeyOf(request) : undefined;
    const { reply, replayed } = await runOperation(id, handler, parsed, key, { context, keeper });
    if (replayed) response.set('Idempotency-Replayed', 'true');
    sendReply(response, reply);
  };
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
      const { method } = operations[id];
      const body = method === 'post' || method === 'patch' ? [jsonBody()] : [];
      route[method](...options.guards, ...body, endpoint(id, options));
    }
    const allowed = allowedMethods(ids);
    route.options((_request, response) => {
      response.set('Allow', allowed.join(', ')).status(204).end();
    });
    route.all(methodNotAllowed(allowed));
  }
}
