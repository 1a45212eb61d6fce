import { z } from 'zod';
import { isWellFormed } from './text.ts';

/** Any JSON value. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** How deep arrays and objects are nested; a scalar is 0. Stops counting beyond `enough`. */
export function jsonDepth(value: unknown, enough: number): number {
  if (value === null || typeof value !== 'object') return 0;
  if (enough <= 0) return 1;
  let deepest = 0;
  for (const inner of Object.values(value)) deepest = Math.max(deepest, jsonDepth(inner, enough - 1));
  return deepest + 1;
}

/** Length of a text in bytes of UTF-8. */
export function utf8Bytes(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0;
    bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
  }
  return bytes;
}

/** Can become UTF-8 (JSON.stringify would hide a lone surrogate), and PostgreSQL can store it (no U+0000). */
function isStorable(text: string): boolean {
  return isWellFormed(text) && !text.includes('\u0000');
}

/** True when every text in it can be stored, keys included. */
function isStorableJson(value: unknown): boolean {
  if (typeof value === 'string') return isStorable(value);
  if (value === null || typeof value !== 'object') return true;
  return Object.entries(value).every(([key, inner]) => isStorable(key) && isStorableJson(inner));
}

function checkBounds(bytes: number, depth: number) {
  return (context: { value: unknown; issues: z.core.$ZodRawIssue[] }): void => {
    const refuse = (message: string) =>
      context.issues.push({ code: 'custom', input: context.value, message });
    if (jsonDepth(context.value, depth) > depth) refuse(`is nested deeper than ${String(depth)}`);
    else if (!isStorableJson(context.value)) refuse('has a broken character (lone surrogate or U+0000)');
    else if (utf8Bytes(JSON.stringify(context.value)) > bytes)
      refuse(`is larger than ${String(bytes)} bytes`);
  };
}

/** JSON of the customer's own, kept and handed back as it is: bounded in bytes and depth. */
export function boundedJsonSchema(bytes: number, depth: number) {
  return z.json().check(checkBounds(bytes, depth));
}

/** The same for an object such as `metadata`. */
export function boundedObjectSchema(bytes: number, depth: number) {
  return z.record(z.string().max(120), z.json()).check(checkBounds(bytes, depth));
}
