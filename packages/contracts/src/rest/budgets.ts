import { z } from 'zod';
import { idSchema } from '../ids.ts';
import { limits } from '../limits.ts';
import { lineSchema } from '../text.ts';

/** What a budget counts, by its name in the usage report. */
export const budgetMetrics = [
  'participantMinutes',
  'recordingMinutes',
  'streamingMinutes',
  'storedBytes',
] as const;
export const budgetMetricSchema = z.enum(budgetMetrics).meta({ id: 'BudgetMetric' });
export type BudgetMetric = z.infer<typeof budgetMetricSchema>;

const limitSchema = z
  .number()
  .positive()
  .max(limits.budgetLimitMax)
  .meta({ description: 'For a calendar month (UTC), in minutes or bytes' });
const percentSchema = z.int().min(1).max(limits.budgetThresholdPercentMax);
const thresholdsSchema = z
  .array(percentSchema)
  .min(1)
  .max(limits.budgetThresholdsMax)
  .refine((percents) => new Set(percents).size === percents.length, 'names a threshold twice')
  .meta({ description: 'Percent of the limit at which `usage.threshold` is sent' });

export const defaultThresholds = [50, 80, 100];

export const createBudgetSchema = z
  .strictObject({
    metric: budgetMetricSchema,
    limit: limitSchema,
    thresholds: thresholdsSchema.optional().meta({ description: 'Default 50, 80 and 100' }),
    externalId: lineSchema(limits.externalIdLength)
      .optional()
      .meta({ description: 'Counts rooms with this externalId alone; all rooms when absent' }),
  })
  .meta({ id: 'CreateBudget' });
export type CreateBudget = z.infer<typeof createBudgetSchema>;

export const updateBudgetSchema = z
  .strictObject({ limit: limitSchema.optional(), thresholds: thresholdsSchema.optional() })
  .refine((body) => Object.keys(body).length > 0, 'name at least one field to change')
  .meta({ id: 'UpdateBudget' });

const monthSchema = z
  .string()
  .regex(/^\d{4}-\d{2}$/)
  .meta({ description: 'Calendar month (UTC)', examples: ['2026-11'] });

export const budgetSchema = z
  .object({
    id: idSchema('budget'),
    metric: budgetMetricSchema,
    externalId: z.string().nullable(),
    limit: z.number(),
    thresholds: z.array(percentSchema).meta({ description: 'Lowest first' }),
    month: monthSchema,
    used: z.number().min(0).meta({ description: 'In this month, as /v1/usage counts it' }),
    crossed: z
      .array(z.object({ threshold: percentSchema, used: z.number(), at: z.iso.datetime() }))
      .meta({ description: 'Thresholds that were met in this month, each told once' }),
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
  })
  .meta({ id: 'Budget' });
export type Budget = z.infer<typeof budgetSchema>;

/** `data` of `usage.threshold`. */
export const thresholdEventSchema = z.object({
  budgetId: idSchema('budget'),
  metric: budgetMetricSchema,
  externalId: z.string().nullable(),
  month: monthSchema,
  limit: z.number(),
  threshold: percentSchema,
  used: z.number(),
});
