import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deriveAccent, markContrastMin, surfaces, textContrastMin } from './derive-accent.ts';
import type { AccentFamily, ColorScheme } from './derive-accent.ts';
import { toOklch } from './oklch.ts';
import { contrastRatio, formatHexColor, parseHexColor } from './srgb.ts';
import type { HexColor } from './srgb.ts';
import { anyHexColor } from '../../tests/any-hex-color.ts';

/** The first pair of one scheme that cannot be read, in words; null where all can. */
function unreadable(family: AccentFamily, scheme: ColorScheme): string | null {
  const pairs: [HexColor, HexColor, number][] = [
    ['#ffffff', family.accent, textContrastMin],
    ['#ffffff', family.accentHover, textContrastMin],
    ['#ffffff', family.accentPress, textContrastMin],
    [family.accentText, family.accentSoft, textContrastMin],
    ...surfaces[scheme].map((ground): [HexColor, HexColor, number] => [
      family.accentText,
      ground,
      textContrastMin,
    ]),
    ...surfaces[scheme].map((ground): [HexColor, HexColor, number] => [
      family.accentLine,
      ground,
      markContrastMin,
    ]),
  ];
  const found = pairs.find(([one, other, ratioMin]) => contrastRatio(one, other) < ratioMin);
  return found ? found.join(' ') : null;
}

const schemes: ColorScheme[] = ['light', 'dark'];

describe('a tenant’s accent', () => {
  it.each(schemes)('can be read in the %s theme, whatever colour it comes from', (scheme) => {
    fc.assert(
      fc.property(anyHexColor, (color) => {
        expect(unreadable(deriveAccent(color)[scheme], scheme)).toBeNull();
      }),
      { numRuns: 500 },
    );
  });

  it.each(schemes)('the check of the %s theme goes red where the colour is taken as it comes', (scheme) => {
    const raw = (accent: HexColor): AccentFamily => ({
      accent,
      accentHover: accent,
      accentPress: accent,
      accentText: accent,
      accentSoft: accent,
      accentLine: accent,
    });
    expect(unreadable(raw('#ffe14d'), scheme)).not.toBeNull();
    expect(unreadable(raw('#20242b'), scheme)).not.toBeNull();
  });

  it('keeps the hue of any colour that has one', () => {
    fc.assert(
      fc.property(anyHexColor, (color) => {
        const tenant = toOklch(parseHexColor(color));
        fc.pre(tenant.chroma > 0.06);
        const derived = toOklch(parseHexColor(deriveAccent(color).light.accent));
        const turned = Math.abs(derived.hue - tenant.hue) % 360;
        expect(Math.min(turned, 360 - turned)).toBeLessThan(4);
      }),
    );
  });

  it('never shouts: chroma is capped at ours', () => {
    fc.assert(
      fc.property(anyHexColor, (color) => {
        for (const scheme of schemes) {
          const { accent } = deriveAccent(color)[scheme];
          expect(toOklch(parseHexColor(accent)).chroma).toBeLessThan(0.145);
        }
      }),
    );
  });

  it('is grey where the tenant’s colour is grey', () => {
    expect(toOklch(parseHexColor(deriveAccent('#808080').dark.accent)).chroma).toBeLessThan(0.005);
  });

  it('comes back as our own tokens from our own blue', () => {
    const near = (one: HexColor, other: HexColor) => expect(contrastRatio(one, other)).toBeLessThan(1.03);
    const { light, dark } = deriveAccent('#1870ba');
    near(light.accent, '#1870ba');
    near(light.accentText, '#0061aa');
    near(light.accentSoft, '#e4f0fd');
    near(dark.accent, '#2172b9');
    near(dark.accentText, '#85bcf5');
    near(dark.accentSoft, '#182e45');
    near(dark.accentLine, '#60aaf3');
  });

  it('refuses what is not #rgb or #rrggbb', () => {
    expect(() => deriveAccent('red;--cm-bg:url(//evil.example)')).toThrow(TypeError);
    expect(() => deriveAccent(undefined)).toThrow(TypeError);
  });

  it('writes only #rrggbb', () => {
    fc.assert(
      fc.property(anyHexColor, (color) => {
        for (const value of Object.values(deriveAccent(color).dark)) {
          expect(formatHexColor(parseHexColor(value))).toBe(value);
        }
      }),
      { numRuns: 50 },
    );
  });
});
