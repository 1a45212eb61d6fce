import { z } from 'zod';
import { roomPageConfigElementId } from './room-page-config.ts';

/** Element that carries the configuration in the console's page, as JSON text: the same as in a room's. */
export const consolePageConfigElementId = roomPageConfigElementId;

/** What the server writes into the console's page. Addresses have no slash at the end. */
export const consolePageConfigSchema = z.object({
  apiUrl: z.string(),
  roomUrl: z.string(),
  /** What the page's Content-Security-Policy lets style elements through with; new for every answer. */
  nonce: z.string(),
});
export type ConsolePageConfig = z.infer<typeof consolePageConfigSchema>;
