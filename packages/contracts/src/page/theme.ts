import { z } from 'zod';
import { httpUrlSchema } from '../url.ts';

/** What a tenant may set of the look: nothing else, and contrast is kept for them. */
export interface Theme {
  /** A colour like `#1870ba`. */
  accent?: string | undefined;
  /** Corner radius of controls in px, 0 to 16. */
  radius?: number | undefined;
  font?: 'geist' | 'inter' | 'system' | undefined;
  logoUrl?: string | undefined;
  colorScheme?: 'dark' | 'light' | 'auto' | undefined;
}

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
  .meta({ id: 'Theme' }) satisfies z.ZodType<Theme>;
