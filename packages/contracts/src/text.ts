import { z } from 'zod';

/** C0 and C1 controls, and the bidi overrides that let a name rewrite its surroundings. */
// eslint-disable-next-line no-control-regex
const controls = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/u;
const lineBreaks = /[\n\t\u2028\u2029]/u;

/** True when the text has no lone surrogate (UTF-16 that cannot become UTF-8). */
export function isWellFormed(text: string): boolean {
  return !/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/.test(text);
}

/** One line a person reads: a name or a title. Trimmed, 1 to `length` characters; markup is plain text here. */
export function lineSchema(length: number) {
  return z
    .string()
    .max(length)
    .refine(isWellFormed, 'has a broken character (lone surrogate)')
    .refine((text) => !controls.test(text) && !lineBreaks.test(text), 'has a control character or line break')
    .transform((text) => text.trim())
    .pipe(z.string().min(1, 'is empty'));
}

/** Several lines a person reads: a chat message. Trimmed at the end, 1 to `length` characters. */
export function proseSchema(length: number) {
  return z
    .string()
    .max(length)
    .refine(isWellFormed, 'has a broken character (lone surrogate)')
    .refine((text) => !controls.test(text), 'has a control character')
    .transform((text) => text.trimEnd())
    .pipe(z.string().min(1, 'is empty'));
}
