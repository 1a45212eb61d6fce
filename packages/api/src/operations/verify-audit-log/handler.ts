import { limits } from '@cloudmeet/contracts';
import type { OperationHandler } from '../../http/operation-handler.ts';

/** Looks at one state of the log, whatever is added meanwhile. */
export const verifyAuditLog: OperationHandler<'verifyAuditLog'> = {
  async handle({ credential, query }, { database }) {
    const check = await database
      .forTenant(credential)
      .transaction((repos) => repos.audit.check(query.afterSeq ?? 0, limits.auditVerifyEntries), {
        isolationLevel: 'RepeatableRead',
      });
    return { body: { valid: check.brokenSeq === null, ...check } };
  },
};
