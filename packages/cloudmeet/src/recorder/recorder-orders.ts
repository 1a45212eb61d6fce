import { z } from 'zod';

/** What a recorder's process is told by whoever forked it, over its IPC channel: secrets never stand in its arguments. */
export const recorderOrdersSchema = z.object({
  logLevel: z.string(),
  config: z.object({
    dir: z.string(),
    apiUrl: z.string(),
    internalSecret: z.string(),
    mediaUrl: z.string(),
    mediaSecret: z.string(),
    port: z.int(),
    host: z.string().optional(),
    seats: z.int(),
    reserveBytes: z.int(),
  }),
  objects: z.object({
    bucket: z.string().optional(),
    /** Only who hands out addresses needs the secret; a recorder writes. */
    disk: z.object({ dir: z.string(), publicUrl: z.string() }),
  }),
});
export type RecorderOrders = z.infer<typeof recorderOrdersSchema>;

/** What it says back: that it is there, and then every second that it still is. */
export const recorderBeatSchema = z.object({ t: z.literal('beat'), url: z.string() });
