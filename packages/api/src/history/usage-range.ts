import { CloudMeetError, limits } from '@cloudmeet/contracts';
import type { UsageQuery } from '@cloudmeet/contracts';

const dayMs = 86_400_000;
const defaultDays = 30;
const dayOf = (ms: number) => new Date(ms).toISOString().slice(0, 10);

/**
 * First and last day that are asked for.
 * @throws CloudMeetError `invalid-request` for a range that ends before it begins or is longer than 400 days
 */
export function usageRange(query: UsageQuery, nowMs: number): { from: string; to: string } {
  const to = query.to ?? dayOf(nowMs);
  const from = query.from ?? dayOf(Date.parse(to) - (defaultDays - 1) * dayMs);
  const days = (Date.parse(to) - Date.parse(from)) / dayMs + 1;
  if (days >= 1 && days <= limits.usageDaysMax) return { from, to };
  const detail = `must be 1 to ${String(limits.usageDaysMax)} days before to`;
  throw new CloudMeetError('invalid-request', {
    detail: `/from: ${detail}`,
    errors: [{ pointer: '/from', detail }],
  });
}
