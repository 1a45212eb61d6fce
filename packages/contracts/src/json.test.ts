import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boundedJsonSchema, boundedObjectSchema, jsonDepth, utf8Bytes } from './json.ts';

const nested = (depth: number): unknown => (depth === 0 ? 1 : [nested(depth - 1)]);

describe('bounded JSON', () => {
  it('measures depth and stops counting when it has seen enough', () => {
    expect(jsonDepth(nested(3), 10)).toBe(3);
    expect(jsonDepth(nested(2000), 8)).toBe(9);
  });

  it('counts bytes as UTF-8 does', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => utf8Bytes(text) === Buffer.byteLength(text)),
    );
  });

  it('refuses what is too deep, too large or broken, and keeps the rest as it is', () => {
    const schema = boundedJsonSchema(100, 3);
    expect(schema.safeParse(nested(4)).success).toBe(false);
    expect(schema.safeParse('x'.repeat(101)).success).toBe(false);
    expect(schema.safeParse({ a: undefined }).success).toBe(false);
    expect(schema.parse({ a: [1, null, { b: 'ä' }] })).toEqual({ a: [1, null, { b: 'ä' }] });
  });

  it('refuses metadata that is no object or has a lone surrogate', () => {
    const schema = boundedObjectSchema(100, 3);
    expect(schema.safeParse([1]).success).toBe(false);
    expect(schema.safeParse('text').success).toBe(false);
    expect(schema.safeParse({ a: '\uD800' }).success).toBe(false);
    expect(schema.safeParse({ plan: 'pro' }).success).toBe(true);
  });
});
