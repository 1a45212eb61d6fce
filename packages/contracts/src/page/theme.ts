import { z } from 'zod';
import { httpUrlSchema } from '../url.ts';

/** What a tenant may set of the look: nothing else, and contrast is kept for them. */
export const themeSchema = z
  .strictObject({
    accent: z
      .string()
      .regex(/^#[0-9a-f]{6}$/i, 'must be a colour like #1870ba')
      .optional(),
    radius: z.int().min(0).max(16).optional().meta({ description: 'Corner radius of controls in px' }),
    font: z.enum(['geist', 'inter', 'system']).optional(),
    logoUrl: httpUrlSchema.optional(),
    colorScheme: z.enum(['dark', 'light', 'auto']).optional(),
  })
  .meta({ id: 'Theme' });
export type Theme = z.infer<typeof themeSchema>;
