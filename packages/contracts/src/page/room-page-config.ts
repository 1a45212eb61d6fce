import { z } from 'zod';
import { originSchema } from '../url.ts';
import { themeSchema } from './theme.ts';

/** Element that carries the configuration in the room page, as JSON text. */
export const roomPageConfigElementId = 'cm-config';

/** What the server writes into a room page. An unknown room has an empty allow-list and no tenant. */
export const roomPageConfigSchema = z.object({
  apiUrl: z.string(),
  socketUrl: z.string(),
  roomId: z.string(),
  allowedOrigins: z.array(originSchema),
  tenantName: z.string(),
  theme: themeSchema,
});
export type RoomPageConfig = z.infer<typeof roomPageConfigSchema>;

/** Answer of `GET /r/{roomId}/embed-check` for the Origin of the asking page. */
export const embedCheckSchema = z.object({
  allowed: z.boolean(),
  reason: z.enum(['origin-not-allowed']).optional(),
});
export type EmbedCheck = z.infer<typeof embedCheckSchema>;
