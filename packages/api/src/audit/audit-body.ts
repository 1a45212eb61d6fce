import { auditActorSchema, auditEntrySchema } from '@cloudmeet/contracts';
import type { AuditEntry } from '@cloudmeet/contracts';
import type { AuditRecord } from '@cloudmeet/database';

const { outcome: outcomeSchema, detail: detailSchema } = auditEntrySchema.shape;

export function auditBody(record: AuditRecord): AuditEntry {
  const { tenantId: _tenantId, actorType, actorId, actorLabel, at, outcome, detail, ...shown } = record;
  return {
    ...shown,
    at: at.toISOString(),
    actor: auditActorSchema.parse({ type: actorType, id: actorId, label: actorLabel }),
    outcome: outcomeSchema.parse(outcome),
    detail: detailSchema.parse(JSON.parse(detail)),
  };
}
