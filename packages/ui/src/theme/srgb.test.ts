import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contrastRatio, formatHexColor, isHexColor, parseHexColor } from './srgb.ts';
import { anyHexColor } from '../../tests/any-hex-color.ts';

describe('hex colours', () => {
  it('are read and written back the same', () => {
    fc.assert(fc.property(anyHexColor, (color) => formatHexColor(parseHexColor(color)) === color));
  });

  it('read short and upper case as what they stand for', () => {
    expect(formatHexColor(parseHexColor('#1AF'))).toBe('#11aaff');
  });

  it.each([
    ['a name', 'red'],
    ['a function', 'rgb(1 2 3)'],
    ['alpha', '#11223344'],
    ['a missing digit', '#12345'],
    ['a letter beyond f', '#12345g'],
    ['CSS after it', '#123;}body{display:none'],
    ['a line break after it', '#112233\n'],
    ['nothing', ''],
    ['a number', 123],
    ['null', null],
    ['an object that reads like one', { toString: () => '#112233' }],
  ])('refuse %s', (_, value) => {
    expect(isHexColor(value)).toBe(false);
    expect(() => parseHexColor(value)).toThrow(TypeError);
  });

  it('have the contrast that WCAG states', () => {
    expect(contrastRatio('#000000', '#ffffff')).toBeCloseTo(21, 5);
    expect(contrastRatio('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
    expect(contrastRatio('#ffffff', '#777777')).toBe(contrastRatio('#777777', '#ffffff'));
  });
});
