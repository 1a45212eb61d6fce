import { limits } from '@cloudmeet/contracts';
import { meterTenant } from '../../history/meter-tenant.ts';
import { usageCsv } from '../../history/usage-csv.ts';
import { usageRange } from '../../history/usage-range.ts';
import { usageReport } from '../../history/usage-report.ts';
import type { OperationHandler } from '../../http/operation-handler.ts';

export const getUsage: OperationHandler<'getUsage'> = {
  async handle({ credential, query }, { database, nowMs }) {
    const { groupBy = 'day', roomId, externalId } = query;
    const range = { ...usageRange(query, nowMs()), groupBy };
    await meterTenant(database, credential);
    const report = await database.forTenant(credential).transaction(async (repos) => {
      const which = { ...range, roomId, externalId };
      const totals = await repos.usage.report({ ...which, rowsMax: limits.usageRowsMax });
      const captured = await repos.usage.captured(which, new Date(nowMs()));
      return usageReport(range, totals, { ...captured, storedBytes: await repos.usage.stored(which) });
    });
    return { body: report, csv: usageCsv(report) };
  },
};
