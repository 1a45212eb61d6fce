import { operations } from '@cloudmeet/contracts';
import type { Operation, OperationId } from '@cloudmeet/contracts';
import type { TenantDatabase } from '@cloudmeet/database';
import type { Credential } from '../credentials/credential.ts';
import { requestHash } from './idempotency.ts';
import type { IdempotentRequest, OnceReply, ReplyKeeper } from './idempotency.ts';
import type {
  FreeHandler,
  OperationContext,
  OperationHandler,
  OperationReply,
  OperationRequest,
  TransactionalHandler,
} from './operation-handler.ts';
import { toReply } from './reply.ts';

/** One request on its way through its operation. */
interface Run<Id extends OperationId, Handler> {
  id: Id;
  handler: Handler;
  request: OperationRequest<Id>;
  context: OperationContext;
  tenant: TenantDatabase;
  credential: Credential;
  keeper: ReplyKeeper;
  /** Set when the client sent an Idempotency-Key. */
  once: IdempotentRequest | undefined;
}

/** The work, and with an Idempotency-Key its answer, are one transaction: all of it or nothing. */
async function runTransaction<Id extends OperationId>(
  run: Run<Id, TransactionalHandler<Id>>,
): Promise<OnceReply> {
  const { id, handler, request, context, once, keeper } = run;
  await handler.before?.(request, context);
  const outcome = await run.tenant.transaction(async (repos): Promise<OnceReply> => {
    const earlier = once && (await keeper.begin(repos, once));
    if (earlier) return { reply: earlier, replayed: true };
    const reply = toReply(id, await handler.inTransaction(repos, request, context));
    if (once) await keeper.complete(repos, once.key, reply);
    return { reply, replayed: false };
  });
  if (!outcome.replayed) await handler.after?.(request, context);
  return outcome;
}

/** The request is noted before the work and its answer after it; when the process dies between, a retry takes over. */
async function runFree<Id extends OperationId>(run: Run<Id, FreeHandler<Id>>): Promise<OnceReply> {
  const { id, handler, request, context, tenant, once, keeper } = run;
  if (!once) return { reply: toReply(id, await handler.handle(request, context)), replayed: false };
  const earlier = await tenant.transaction((repos) => keeper.begin(repos, once));
  if (earlier) return { reply: earlier, replayed: true };
  try {
    const reply = toReply(id, await handler.handle(request, context));
    await tenant.transaction((repos) => keeper.complete(repos, once.key, reply));
    return { reply, replayed: false };
  } catch (error) {
    await tenant
      .transaction((repos) => repos.idempotency.abandon(once.key))
      .catch((err: unknown) => {
        context.logger.warn({ err }, 'An unfinished request stays noted until it expires');
      });
    throw error;
  }
}

/** Signing in belongs to no tenant: it has no transaction of one, and its answers are never kept. */
async function runOutside<Id extends OperationId>(
  handler: OperationHandler<Id>,
  request: OperationRequest<Id>,
  context: OperationContext,
): Promise<OperationReply<Id>> {
  if ('inTransaction' in handler) throw new Error('An operation without a tenant has no transaction of one.');
  return handler.handle(request, context);
}

/** Carries a parsed request out, at most once for each Idempotency-Key. */
export async function runOperation<Id extends OperationId>(
  id: Id,
  handler: OperationHandler<Id>,
  request: OperationRequest<Id>,
  key: string | undefined,
  rest: { context: OperationContext; keeper: ReplyKeeper; credential: Credential | undefined },
): Promise<OnceReply> {
  const operation: Operation = operations[id];
  const route = `${operation.method.toUpperCase()} ${operation.path}`;
  const once = key === undefined ? undefined : { key, route, bodyHash: requestHash(request) };
  const { context, keeper, credential } = rest;
  if (!credential)
    return { reply: toReply(id, await runOutside(handler, request, context)), replayed: false };
  const tenant = context.database.forTenant(credential);
  const run = { id, request, tenant, once, context, keeper, credential };
  return 'inTransaction' in handler ? runTransaction({ ...run, handler }) : runFree({ ...run, handler });
}
