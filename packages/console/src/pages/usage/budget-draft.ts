import { budgetMetrics, defaultThresholds, limits } from '@cloudmeet/contracts';
import type { Budget, CreateBudget, UpdateBudget } from '../../api/api.ts';

/** A budget as its form has it. Storage is in GB there. */
export interface BudgetDraft {
  metric: Budget['metric'];
  limit: number | '';
  externalId: string;
  /** Percents, with commas between them. */
  thresholds: string;
}

export const bytesOfGb = 1e9;
const unitOf = (metric: Budget['metric']) => (metric === 'storedBytes' ? bytesOfGb : 1);

export const emptyBudget: BudgetDraft = {
  metric: budgetMetrics[0],
  limit: '',
  externalId: '',
  thresholds: defaultThresholds.join(', '),
};

export function budgetDraftOf({ metric, limit, externalId, thresholds }: Budget): BudgetDraft {
  return {
    metric,
    limit: limit / unitOf(metric),
    externalId: externalId ?? '',
    thresholds: thresholds.join(', '),
  };
}

/** The percents that a text names; undefined when it names something else, none, too many or one twice. */
export function parseThresholds(text: string): number[] | undefined {
  const percents = text
    .split(/[,;\s]+/)
    .map((part) => part.replace(/%$/, ''))
    .filter((part) => part !== '')
    .map(Number);
  const isFine = (percent: number) =>
    Number.isInteger(percent) && percent >= 1 && percent <= limits.budgetThresholdPercentMax;
  const isEach = percents.every(isFine) && new Set(percents).size === percents.length;
  const isSome = percents.length > 0 && percents.length <= limits.budgetThresholdsMax;
  return isEach && isSome ? percents : undefined;
}

/** What can be changed of a budget; undefined while the form is not filled in. */
export function updateBudgetBody(draft: BudgetDraft): Required<UpdateBudget> | undefined {
  const thresholds = parseThresholds(draft.thresholds);
  if (draft.limit === '' || draft.limit <= 0 || !thresholds) return undefined;
  return { limit: draft.limit * unitOf(draft.metric), thresholds };
}

export function createBudgetBody(draft: BudgetDraft): CreateBudget | undefined {
  const body = updateBudgetBody(draft);
  const externalId = draft.externalId.trim();
  return body && { metric: draft.metric, ...body, ...(externalId === '' ? {} : { externalId }) };
}
