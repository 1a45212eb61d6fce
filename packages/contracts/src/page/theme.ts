import { z } from 'zod';
import { limits } from '../limits.ts';
import { lineSchema } from '../text.ts';
import { httpsUrlSchema, httpUrlSchema } from '../url.ts';
import { languages } from './language.ts';
import type { Language } from './language.ts';

/** One plain text in the languages that it was written in, up to 200 characters each. Markup means nothing in it. */
export type WordsByLanguage = { [Tag in Language]?: string | undefined };

/** What a tenant says in its own words; where it says nothing, the room's page has words of its own. */
export interface BrandTexts {
  /** Before joining. */
  welcome?: WordsByLanguage | undefined;
  /** At the door, until somebody lets them in. */
  waiting?: WordsByLanguage | undefined;
  /** After the meeting. */
  ended?: WordsByLanguage | undefined;
}

/** What a tenant may set of the look and the words: nothing else, and contrast is kept for them. */
export interface Theme {
  /** A colour like `#1870ba`. */
  accent?: string | undefined;
  /** Corner radius of controls in px, 0 to 16. */
  radius?: number | undefined;
  font?: 'geist' | 'inter' | 'system' | undefined;
  logoUrl?: string | undefined;
  colorScheme?: 'dark' | 'light' | 'auto' | undefined;
  /** What a room's page begins in; `auto`, the default, is what the browser asks for. `lang` goes before it. */
  language?: Language | 'auto' | undefined;
  texts?: BrandTexts | undefined;
  /** An https address for those who need help, shown after the meeting and beside errors. */
  supportUrl?: string | undefined;
}

const line = lineSchema(limits.brandTextLength).optional();
const wordsSchema = z.strictObject({ en: line, el: line }).optional();

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
    language: z.enum([...languages, 'auto']).optional(),
    texts: z
      .strictObject({ welcome: wordsSchema, waiting: wordsSchema, ended: wordsSchema })
      .optional()
      .meta({ description: 'Plain words of your own, by language' }),
    supportUrl: httpsUrlSchema.optional(),
  })
  .meta({ id: 'Theme' }) satisfies z.ZodType<Theme>;
