import { z } from 'zod';
import { limits } from '../limits.ts';
import { lineSchema } from '../text.ts';

export const usageGroups = ['day', 'room', 'externalId', 'total'] as const;

export const usageQuerySchema = z
  .strictObject({
    from: z.iso.date().optional().meta({ description: 'First day (UTC); default 29 days before `to`' }),
    to: z.iso.date().optional().meta({ description: 'Last day (UTC), included; default today' }),
    groupBy: z.enum(usageGroups).optional().meta({ description: 'Default day' }),
    roomId: z.string().max(40).optional(),
    externalId: lineSchema(limits.externalIdLength).optional(),
  })
  .meta({ id: 'UsageQuery' });
export type UsageQuery = z.infer<typeof usageQuerySchema>;

const minutes = z.number().min(0);

/** `key`: the day (YYYY-MM-DD), room id or externalId; null for use without an externalId, and for the total. */
export const usageRowSchema = z
  .object({
    key: z.string().nullable(),
    name: z.string().nullable().meta({ description: "The room's name, where rows are rooms" }),
    participantMinutes: z.object({ total: minutes, p2p: minutes, mixed: minutes, stream: minutes }),
    sessions: z.int(),
    participants: z.int().meta({ description: 'Times that somebody joined' }),
  })
  .meta({ id: 'UsageRow' });
export type UsageRow = z.infer<typeof usageRowSchema>;

export const usageReportSchema = z
  .object({
    from: z.iso.date(),
    to: z.iso.date(),
    groupBy: z.enum(usageGroups),
    rows: z.array(usageRowSchema),
    total: usageRowSchema,
    recordingMinutes: minutes.meta({ description: 'Recorded in these days, deleted files included' }),
    streamingMinutes: minutes.meta({ description: 'Streamed in these days' }),
    storedBytes: z.number().min(0).meta({ description: 'Files of recordings that are kept now' }),
    truncated: z
      .boolean()
      .meta({ description: `Only the largest ${String(limits.usageRowsMax)} rows are shown` }),
  })
  .meta({ id: 'UsageReport' });
export type UsageReport = z.infer<typeof usageReportSchema>;
