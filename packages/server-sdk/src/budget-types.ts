/** Shapes of budgets. `types.test.ts` holds them to the contracts. */

export interface BudgetSettings {
  /** What is counted; each calendar month (UTC) begins at none. */
  metric: 'participantMinutes' | 'recordingMinutes' | 'streamingMinutes' | 'storedBytes';
  /** Minutes or bytes. */
  limit: number;
  /** Percent of the limit at which `usage.threshold` is sent. Default 50, 80 and 100. */
  thresholds?: number[];
  /** Counts rooms with this `externalId` alone. */
  externalId?: string;
}

/** What is left out keeps its value. */
export type BudgetChanges = Partial<Pick<BudgetSettings, 'limit' | 'thresholds'>>;

export interface Budget extends Required<Omit<BudgetSettings, 'externalId'>> {
  id: string;
  externalId: string | null;
  /** The present one, such as `2026-11`. */
  month: string;
  /** In this month. */
  used: number;
  /** Thresholds that were met in this month; each was told once. */
  crossed: { threshold: number; used: number; at: string }[];
  createdAt: string;
  updatedAt: string;
}
