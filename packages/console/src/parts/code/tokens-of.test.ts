import fc from 'fast-check';
import { expect, it } from 'vitest';
import { tokensOf } from './tokens-of.ts';

it('coloured code is the code, to the letter', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.constantFrom('js', 'html', 'sh'), (code, language) => {
      expect(
        tokensOf(code, language)
          .map(({ text }) => text)
          .join(''),
      ).toBe(code);
    }),
  );
});

it('words, texts and comments of JavaScript are told apart', () => {
  const kinds = tokensOf("const key = 'x'; // CLOUDMEET_KEY", 'js').filter(({ kind }) => kind !== 'plain');
  expect(kinds.map(({ kind, text }) => [kind, text])).toEqual([
    ['keyword', 'const'],
    ['text', "'x'"],
    ['comment', '// CLOUDMEET_KEY'],
  ]);
});
