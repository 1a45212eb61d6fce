import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { avatarHue, avatarHues, initialsOf } from './initials.ts';

describe('initials', () => {
  it.each([
    ['Sofia Lindqvist', 'SL'],
    ['Mei', 'M'],
    ['jean-paul de la fontaine', 'JF'],
    ['  Amara   Okafor ', 'AO'],
    ['Άννα Παπαδοπούλου', 'ΆΠ'],
    ['田中 芽衣', '田芽'],
    ['👩‍🚀', '👩‍🚀'],
    ['R2 D2', 'RD'],
    ['', '?'],
    ['   ', '?'],
    ['...', '.'],
  ])('of %j are %j', (name, initials) => {
    expect(initialsOf(name)).toBe(initials);
  });

  it('are there for any name, and never half a character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (name) => {
        const initials = initialsOf(name);
        expect(initials).not.toBe('');
        expect(initials.isWellFormed()).toBe(true);
      }),
    );
  });
});

describe('the colour of an avatar', () => {
  it('stays the same for one person and is one of ours', () => {
    fc.assert(
      fc.property(fc.string(), (seed) => {
        expect(avatarHue(seed)).toBe(avatarHue(seed));
        expect(avatarHue(seed)).toBeGreaterThanOrEqual(0);
        expect(avatarHue(seed)).toBeLessThan(avatarHues);
      }),
    );
  });

  it('uses all of ours over many people', () => {
    const used = new Set(Array.from({ length: 200 }, (_, at) => avatarHue(`par_${at}`)));
    expect(used.size).toBe(avatarHues);
  });
});
