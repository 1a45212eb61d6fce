import { policyOf } from '@cloudmeet/contracts';
import type { AuditEntry, OperationId } from '@cloudmeet/contracts';
import type { Repositories } from '@cloudmeet/database';
import { currentContext } from '@cloudmeet/service-kit';
import { actorOf } from '../credentials/credential.ts';
import type { Credential } from '../credentials/credential.ts';
import { auditDetail } from './audit-detail.ts';

/** An operation that is being carried out. */
export interface Act {
  id: OperationId;
  credential: Credential;
  request: { params: object; body: object };
  nowMs: () => number;
}

/** What it is done to: the last id of the address, else the id of what was made, else the tenant. */
function targetOf({ request, credential }: Act, body: unknown): string {
  const named: unknown = Object.values(request.params).at(-1);
  if (typeof named === 'string') return named;
  const made: unknown = typeof body === 'object' && body !== null && 'id' in body ? body.id : undefined;
  return typeof made === 'string' ? made : credential.tenantId;
}

export function isAudited(id: OperationId): boolean {
  return (policyOf(id)?.audit ?? null) !== null;
}

/**
 * Writes an act to the audit log, in the transaction of `repos`. Nothing is written for what changes nothing.
 * `body` is what is answered, which names what was made.
 */
export async function noteAct(
  repos: Repositories,
  act: Act,
  outcome: AuditEntry['outcome'],
  body?: unknown,
): Promise<void> {
  const targetType = policyOf(act.id)?.audit;
  if (targetType === undefined || targetType === null) return;
  await repos.audit.append({
    ...{ at: new Date(act.nowMs()), actor: actorOf(act.credential), action: act.id, targetType, outcome },
    targetId: targetOf(act, body),
    requestId: currentContext()?.requestId ?? 'none',
    detail: auditDetail(act.request),
  });
}
