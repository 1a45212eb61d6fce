import { intoGamut, toOklch } from './oklch.ts';
import { contrastRatio, formatHexColor, parseHexColor } from './srgb.ts';
import type { HexColor } from './srgb.ts';

/** Which of the two themes a set of values is for. The room is dark by default, the console light. */
export type ColorScheme = 'light' | 'dark';

/** The accent tokens of one theme, each `#rrggbb`. */
export interface AccentFamily {
  accent: HexColor;
  accentHover: HexColor;
  accentPress: HexColor;
  accentText: HexColor;
  accentSoft: HexColor;
  accentLine: HexColor;
}

interface Recipe {
  lightness: number;
  chromaMax: number;
}

/** Our own blue, token by token: lightness is kept for every tenant, chroma is the most that a tenant gets. */
const recipes: Record<ColorScheme, Record<keyof AccentFamily, Recipe>> = {
  light: {
    accent: { lightness: 0.535, chromaMax: 0.1397 },
    accentHover: { lightness: 0.4861, chromaMax: 0.1391 },
    accentPress: { lightness: 0.4411, chromaMax: 0.128 },
    accentText: { lightness: 0.4861, chromaMax: 0.1391 },
    accentSoft: { lightness: 0.95, chromaMax: 0.0217 },
    accentLine: { lightness: 0.535, chromaMax: 0.1397 },
  },
  dark: {
    accent: { lightness: 0.5409, chromaMax: 0.1342 },
    accentHover: { lightness: 0.5643, chromaMax: 0.1347 },
    accentPress: { lightness: 0.5008, chromaMax: 0.1303 },
    accentText: { lightness: 0.7788, chromaMax: 0.1002 },
    accentSoft: { lightness: 0.2949, chromaMax: 0.0507 },
    accentLine: { lightness: 0.721, chromaMax: 0.1303 },
  },
};

/** What an accent may sit on (tokens.css): page, card, control, raised control. */
export const surfaces: Record<ColorScheme, readonly HexColor[]> = {
  light: ['#faf9f7', '#ffffff', '#f4f2ef', '#ebe9e6'],
  dark: ['#12110f', '#1b1a18', '#272522', '#33302d'],
};

/** Contrast that every derived family keeps (WCAG 2.2, 1.4.3 and 1.4.11). */
export const textContrastMin = 4.5;
export const markContrastMin = 3;

/**
 * Derives the accent family for both themes from one tenant colour: hue kept, chroma capped, lightness ours.
 * White on `accent`, `accentHover` and `accentPress` is ≥ 4.5; `accentText` is ≥ 4.5 and `accentLine` ≥ 3 on
 * every surface. Throws `TypeError` unless the colour is `#rgb` or `#rrggbb`.
 */
export function deriveAccent(color: unknown): Record<ColorScheme, AccentFamily> {
  const { hue, chroma } = toOklch(parseHexColor(color));
  return { light: family('light', hue, chroma), dark: family('dark', hue, chroma) };
}

function family(scheme: ColorScheme, hue: number, chroma: number): AccentFamily {
  const recipe = recipes[scheme];
  const away = scheme === 'light' ? -1 : 1;
  const derive = (token: keyof AccentFamily, against: readonly HexColor[], ratioMin: number, step: number) =>
    keepContrast(recipe[token], hue, chroma, against, ratioMin, step);
  const accentSoft = derive('accentSoft', [], 1, 0);
  return {
    accent: derive('accent', ['#ffffff'], textContrastMin, -1),
    accentHover: derive('accentHover', ['#ffffff'], textContrastMin, -1),
    accentPress: derive('accentPress', ['#ffffff'], textContrastMin, -1),
    accentText: derive('accentText', [...surfaces[scheme], accentSoft], textContrastMin, away),
    accentSoft,
    accentLine: derive('accentLine', surfaces[scheme], markContrastMin, away),
  };
}

/** Walks the lightness from the recipe's in the given direction until the colour stands out enough. */
function keepContrast(
  recipe: Recipe,
  hue: number,
  tenantChroma: number,
  against: readonly HexColor[],
  ratioMin: number,
  direction: number,
): HexColor {
  const chroma = Math.min(tenantChroma, recipe.chromaMax);
  let { lightness } = recipe;
  let color = formatHexColor(intoGamut({ lightness, chroma, hue }));
  while (against.some((other) => contrastRatio(color, other) < ratioMin) && lightness > 0 && lightness < 1) {
    lightness += direction * 0.004;
    color = formatHexColor(intoGamut({ lightness, chroma, hue }));
  }
  return color;
}
