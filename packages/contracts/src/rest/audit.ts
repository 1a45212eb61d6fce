import { z } from 'zod';
import { limits } from '../limits.ts';
import { lineSchema } from '../text.ts';
import { pageQuerySchema } from './page.ts';

export const auditActorSchema = z
  .object({
    type: z.enum(['user', 'api-key', 'system']),
    id: z.string(),
    label: z.string().meta({ description: 'E-mail of the person or name of the key at that time' }),
  })
  .meta({ id: 'AuditActor' });
export type AuditActor = z.infer<typeof auditActorSchema>;

export const auditEntrySchema = z
  .object({
    seq: z.int().meta({ description: 'Dense from 1 in each tenant' }),
    at: z.iso.datetime(),
    actor: auditActorSchema,
    action: z.string().meta({ description: 'operationId of what was done, such as createRoom' }),
    targetType: z.string(),
    targetId: z.string().nullable(),
    outcome: z.enum(['done', 'attempted', 'failed']).meta({
      description: '`attempted` is written before an act that reaches beyond the database',
    }),
    requestId: z.string(),
    detail: z
      .record(z.string(), z.json())
      .meta({ description: 'What the request asked for, without secrets' }),
    previousHash: z.string(),
    hash: z.string().meta({ description: 'SHA-256 of this entry and the hash before it' }),
  })
  .meta({ id: 'AuditEntry' });
export type AuditEntry = z.infer<typeof auditEntrySchema>;

export const auditQuerySchema = pageQuerySchema.extend({
  actorId: lineSchema(limits.externalIdLength).optional(),
  action: lineSchema(60).optional(),
  targetId: lineSchema(limits.externalIdLength).optional(),
  from: z.iso.datetime().optional(),
  to: z.iso.datetime().optional(),
});

const seqText = z
  .string()
  .regex(/^\d{1,15}$/, 'must be a whole number')
  .transform(Number);

export const auditVerifyQuerySchema = z.strictObject({
  afterSeq: seqText.optional().meta({ description: 'Go on after this entry' }),
});

export const auditVerificationSchema = z
  .object({
    valid: z.boolean(),
    checked: z.int().meta({ description: 'Entries that this request looked at' }),
    brokenSeq: z.int().nullable().meta({ description: 'First entry that is missing or was changed' }),
    nextAfterSeq: z.int().nullable().meta({ description: 'Where to go on; null at the end' }),
    head: z.object({ seq: z.int(), hash: z.string() }).meta({
      description: 'Keep it elsewhere: as long as it is found again, nothing before it was changed',
    }),
  })
  .meta({ id: 'AuditVerification' });
export type AuditVerification = z.infer<typeof auditVerificationSchema>;
