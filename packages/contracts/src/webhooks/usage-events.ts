import type { z } from 'zod';
import { thresholdEventSchema } from '../rest/budgets.ts';

/** `data` of the webhooks about use, by their type. They belong to no room. */
export const usageEventSchemas = { 'usage.threshold': thresholdEventSchema } as const;

/** Type and data of one such webhook. */
export interface ThresholdEvent {
  type: 'usage.threshold';
  data: z.infer<typeof thresholdEventSchema>;
}
