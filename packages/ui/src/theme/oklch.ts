import type { LinearRgb } from './srgb.ts';

/** Lightness 0–1, chroma 0–0.4, hue in degrees (Björn Ottosson, "A perceptual color space for image processing"). */
export interface Oklch {
  lightness: number;
  chroma: number;
  hue: number;
}

/** Converts linear sRGB to OKLCH. A grey has chroma near 0 and a hue without meaning. */
export function toOklch({ r, g, b }: LinearRgb): Oklch {
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  const a = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s;
  const bb = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s;
  return {
    lightness: 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    chroma: Math.hypot(a, bb),
    hue: ((Math.atan2(bb, a) * 180) / Math.PI + 360) % 360,
  };
}

/** Converts OKLCH to linear sRGB; channels leave 0–1 where the colour is outside the gamut. */
export function fromOklch({ lightness, chroma, hue }: Oklch): LinearRgb {
  const a = chroma * Math.cos((hue * Math.PI) / 180);
  const b = chroma * Math.sin((hue * Math.PI) / 180);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return {
    r: 4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    g: -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    b: -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  };
}

/** The same lightness and hue with the largest chroma, up to the given one, that sRGB can show. */
export function intoGamut(color: Oklch): LinearRgb {
  let inside = 0;
  let outside = color.chroma;
  if (isInGamut(fromOklch(color))) return fromOklch(color);
  for (let step = 0; step < 20; step += 1) {
    const chroma = (inside + outside) / 2;
    if (isInGamut(fromOklch({ ...color, chroma }))) inside = chroma;
    else outside = chroma;
  }
  return fromOklch({ ...color, chroma: inside });
}

function isInGamut({ r, g, b }: LinearRgb): boolean {
  return [r, g, b].every((channel) => channel >= -0.0005 && channel <= 1.0005);
}
