import { sha256Hex } from '@cloudmeet/service-kit';

/** An entry of the audit log as it is stored. `detail` is JSON text, hashed as it stands. */
export interface AuditRecord {
  tenantId: string;
  seq: number;
  at: Date;
  actorType: string;
  actorId: string;
  actorLabel: string;
  action: string;
  targetType: string;
  targetId: string | null;
  outcome: string;
  requestId: string;
  detail: string;
  previousHash: string;
  hash: string;
}

/** What stands before the first entry. */
export const firstHash = '0'.repeat(64);

/** SHA-256 over everything that an entry says, its tenant and place, and the hash before it. */
export function auditHash(entry: Omit<AuditRecord, 'hash'>): string {
  return sha256Hex(
    JSON.stringify([
      ...[entry.tenantId, entry.seq, entry.at.toISOString()],
      ...[entry.actorType, entry.actorId, entry.actorLabel],
      ...[entry.action, entry.targetType, entry.targetId, entry.outcome],
      ...[entry.requestId, entry.detail, entry.previousHash],
    ]),
  );
}

/** `seq` of the first entry that is missing or was changed; undefined when all follow from `previous`. */
export function checkAuditChain(
  previous: { seq: number; hash: string },
  entries: readonly AuditRecord[],
): number | undefined {
  let { seq, hash } = previous;
  for (const entry of entries) {
    if (entry.seq !== seq + 1) return seq + 1;
    if (entry.previousHash !== hash || entry.hash !== auditHash(entry)) return entry.seq;
    ({ seq, hash } = entry);
  }
  return undefined;
}
