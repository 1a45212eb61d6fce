import type { Plugin } from 'vite';

const schemas = /\/zod\/v4\/classic\/schemas\.js$/;
const shortcuts = /(export const ZodString = [^]*?\n\}), \{[^]*?\n\}\);\nexport function string\(/;

/**
 * Leaves the string formats out of the page that no schema of a room uses (addresses, UUIDs, tokens, …, each with its
 * expression and class): every string refers to all of them by a method such as `z.string().email()`. A schema that
 * calls one does not load; the functions, such as `z.iso.datetime()`, bring what they need.
 */
export function withoutFormats(): Plugin {
  return {
    name: 'without-formats',
    apply: 'build',
    transform: {
      filter: { id: schemas },
      handler(code) {
        if (!shortcuts.test(code)) this.error('zod has moved the formats of its strings.');
        return { code: code.replace(shortcuts, '$1);\nexport function string('), map: null };
      },
    },
  };
}
