import fc from 'fast-check';
import type { HexColor } from '../src/theme/srgb.ts';

/** Any `#rrggbb`. */
export const anyHexColor = fc
  .integer({ min: 0, max: 0xffffff })
  .map((value): HexColor => `#${value.toString(16).padStart(6, '0')}`);
