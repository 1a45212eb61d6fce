import { limits } from '@cloudmeet/contracts';
import type { Database } from '@cloudmeet/database';
import { usageCsv } from '../../history/usage-csv.ts';
import { usageRange } from '../../history/usage-range.ts';
import { usageReport } from '../../history/usage-report.ts';
import type { OperationHandler } from '../../http/operation-handler.ts';

const sessionsAtOnce = 20;
const roundsMax = 10;

/** Counts what is new in the tenant's sessions first, so that the answer is of now. More than 200 wait for the chores. */
async function meterTenant(database: Database, tenant: { tenantId: string }): Promise<void> {
  for (let round = 0; round < roundsMax; round += 1) {
    const counted = await database.forTenant(tenant).transaction(async (repos) => {
      const pending = await repos.usage.pending(sessionsAtOnce);
      for (const sessionId of pending) await repos.usage.meter(sessionId);
      return pending.length;
    });
    if (counted < sessionsAtOnce) return;
  }
}

export const getUsage: OperationHandler<'getUsage'> = {
  async handle({ credential, query }, { database, nowMs }) {
    const { groupBy = 'day', roomId, externalId } = query;
    const range = { ...usageRange(query, nowMs()), groupBy };
    await meterTenant(database, credential);
    const report = await database.forTenant(credential).transaction(async (repos) => {
      const which = { ...range, roomId, externalId };
      const totals = await repos.usage.report({ ...which, rowsMax: limits.usageRowsMax });
      return usageReport(range, totals, await repos.usage.captured(which, new Date(nowMs())));
    });
    return { body: report, csv: usageCsv(report) };
  },
};
