/** A colour as a tenant may give it: `#rgb` or `#rrggbb`, any case. */
export type HexColor = `#${string}`;

/** Linear-light sRGB, each channel 0–1 inside the gamut. */
export interface LinearRgb {
  r: number;
  g: number;
  b: number;
}

const hexPattern = /^#(?:[0-9a-f]{3}|[0-9a-f]{6})$/i;

/** True for `#rgb` and `#rrggbb` alone. Names, functions, alpha and anything that could carry CSS are refused. */
export function isHexColor(value: unknown): value is HexColor {
  return typeof value === 'string' && hexPattern.test(value);
}

/** Reads a hex colour. Throws `TypeError` for anything that `isHexColor` refuses. */
export function parseHexColor(value: unknown): LinearRgb {
  if (!isHexColor(value)) throw new TypeError('A colour must be written as #rgb or #rrggbb.');
  const digits = value.length === 4 ? [...value.slice(1)].map((d) => d + d).join('') : value.slice(1);
  const channel = (at: number) => toLinear(Number.parseInt(digits.slice(at, at + 2), 16) / 255);
  return { r: channel(0), g: channel(2), b: channel(4) };
}

/** Writes `#rrggbb`, clamping what lies outside the gamut by rounding. */
export function formatHexColor({ r, g, b }: LinearRgb): HexColor {
  const channel = (value: number) =>
    Math.round(toEncoded(Math.min(1, Math.max(0, value))) * 255)
      .toString(16)
      .padStart(2, '0');
  return `#${channel(r)}${channel(g)}${channel(b)}`;
}

/** WCAG 2.2 relative luminance of a hex colour, 0–1. */
export function luminance(color: HexColor): number {
  const { r, g, b } = parseHexColor(color);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** WCAG 2.2 contrast ratio of two hex colours, 1–21. */
export function contrastRatio(one: HexColor, other: HexColor): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

function toLinear(encoded: number): number {
  return encoded <= 0.04045 ? encoded / 12.92 : ((encoded + 0.055) / 1.055) ** 2.4;
}

function toEncoded(linear: number): number {
  return linear <= 0.0031308 ? linear * 12.92 : 1.055 * linear ** (1 / 2.4) - 0.055;
}
