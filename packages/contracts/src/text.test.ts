import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isWellFormed, lineSchema, proseSchema } from './text.ts';

const line = lineSchema(20);
const accepts = (text: unknown) => line.safeParse(text).success;

describe('text of people', () => {
  it('keeps markup as the plain text that it is', () => {
    expect(lineSchema(80).parse('<img src=x onerror=alert(1)>')).toBe('<img src=x onerror=alert(1)>');
  });

  it('keeps emoji, Greek, combining marks and joiners', () => {
    for (const name of ['Ζωή', '👩‍👩‍👧', 'José', '小林']) expect(accepts(name)).toBe(true);
  });

  it.each([
    ['a lone high surrogate', 'a\uD800b'],
    ['a lone low surrogate', 'a\uDC00b'],
    ['a NUL', 'a\u0000b'],
    ['an escape', 'a\u001Bb'],
    ['a bidi override', 'a\u202Eb'],
    ['a line break', 'a\nb'],
    ['nothing but spaces', '   '],
    ['nothing', ''],
    ['one too many', 'x'.repeat(21)],
    ['a number', 7],
  ])('refuses %s in a name', (_what, text) => {
    expect(accepts(text)).toBe(false);
  });

  it('lets a message have line breaks, but no control characters', () => {
    expect(proseSchema(20).parse('a\nb  ')).toBe('a\nb');
    expect(proseSchema(20).safeParse('a\u0007b').success).toBe(false);
  });

  it('finds exactly the texts that cannot become UTF-8', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0xd700, max: 0xe0ff }), { maxLength: 6 }), (units) => {
        const text = String.fromCharCode(...units);
        let encodable = true;
        try {
          encodeURIComponent(text);
        } catch {
          encodable = false;
        }
        expect(isWellFormed(text)).toBe(encodable);
      }),
      { numRuns: 500 },
    );
  });
});
