import { z } from 'zod';
import { lineSchema } from '../text.ts';
import { auditActorSchema } from './audit.ts';
import { pageQuerySchema } from './page.ts';

export const requestLogEntrySchema = z
  .object({
    requestId: z.string(),
    at: z.iso.datetime(),
    actor: auditActorSchema,
    method: z.string(),
    path: z.string().meta({ description: 'The address without its query' }),
    operationId: z.string(),
    status: z.int(),
    code: z.string().nullable().meta({ description: 'Of the problem it was answered with' }),
    durationMs: z.number(),
  })
  .meta({ id: 'RequestLogEntry' });
export type RequestLogEntry = z.infer<typeof requestLogEntrySchema>;

export const requestLogQuerySchema = pageQuerySchema.extend({
  requestId: lineSchema(64).optional(),
  operationId: lineSchema(60).optional(),
  status: z
    .string()
    .regex(/^([1-5]xx|[1-5]\d\d)$/, 'must be a status such as 404 or a class such as 4xx')
    .optional(),
});
