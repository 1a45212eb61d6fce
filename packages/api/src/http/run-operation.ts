import { operations } from '@cloudmeet/contracts';
import type { Operation, OperationId } from '@cloudmeet/contracts';
import type { TenantDatabase } from '@cloudmeet/database';
import { isAudited, noteAct } from '../audit/note-act.ts';
import type { Act } from '../audit/note-act.ts';
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

function actOf<Id extends OperationId>({ id, credential, request, context }: Run<Id, unknown>): Act {
  return { id, credential, request, nowMs: context.nowMs };
}

/** The work, its entry in the audit log and with an Idempotency-Key its answer are one transaction: all of it or nothing. */
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
    await noteAct(repos, actOf(run), 'done', reply.body);
    return { reply, replayed: false };
  });
  if (!outcome.replayed) await handler.after?.(request, context);
  return outcome;
}

/**
 * The request is noted before the work and its answer after it; when the process dies between, a retry takes over. An
 * act that reaches beyond the database is in the audit log before it is done, so none is without its entry.
 */
async function runFree<Id extends OperationId>(run: Run<Id, FreeHandler<Id>>): Promise<OnceReply> {
  const { id, handler, request, context, tenant, once, keeper } = run;
  if (!once && !isAudited(id))
    return { reply: toReply(id, await handler.handle(request, context)), replayed: false };
  const earlier = await tenant.transaction(async (repos) => {
    const reply = once && (await keeper.begin(repos, once));
    if (!reply) await noteAct(repos, actOf(run), 'attempted');
    return reply;
  });
  if (earlier) return { reply: earlier, replayed: true };
  try {
    const reply = toReply(id, await handler.handle(request, context));
    await tenant.transaction(async (repos) => {
      if (once) await keeper.complete(repos, once.key, reply);
      await noteAct(repos, actOf(run), 'done', reply.body);
    });
    return { reply, replayed: false };
  } catch (error) {
    await giveUp(run);
    throw error;
  }
}

/** A failed request is forgotten, so that a retry begins afresh, and its act is noted as failed. */
async function giveUp<Id extends OperationId>(run: Run<Id, FreeHandler<Id>>): Promise<void> {
  const { once, tenant, context } = run;
  await tenant
    .transaction(async (repos) => {
      if (once) await repos.idempotency.abandon(once.key);
      await noteAct(repos, actOf(run), 'failed');
    })
    .catch((err: unknown) => {
      context.logger.warn({ err }, 'An unfinished request stays noted until it expires');
    });
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
