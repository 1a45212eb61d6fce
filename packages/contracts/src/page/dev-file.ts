import { z } from 'zod';

/** `dev.json` in the data folder of an embedded start, mode 600. */
export const devFileSchema = z.object({
  apiUrl: z.string(),
  roomUrl: z.string(),
  sandboxUrl: z.string(),
  consoleUrl: z.string().optional(),
  tenants: z.array(
    z.object({
      tenantId: z.string(),
      name: z.string(),
      apiKey: z.string(),
      admin: z.object({ email: z.string(), password: z.string() }),
    }),
  ),
});
export type DevFile = z.infer<typeof devFileSchema>;
