/** One sample of luma and its two of colour, in the limited range of BT.601 that cameras in browsers use. */
export interface Colour {
  y: number;
  u: number;
  v: number;
}

function fromRgb(red: number, green: number, blue: number): Colour {
  return {
    y: Math.round(16 + (65.738 * red + 129.057 * green + 25.064 * blue) / 256),
    u: Math.round(128 + (-37.945 * red - 74.494 * green + 112.439 * blue) / 256),
    v: Math.round(128 + (112.439 * red - 94.154 * green - 18.285 * blue) / 256),
  };
}

/** The dark room's stage, tile and disc: `--cm-bg`, `--cm-surface-1` and `--cm-surface-3` of packages/ui. */
export const colours = {
  stage: fromRgb(0x12, 0x11, 0x0f),
  tile: fromRgb(0x1b, 0x1a, 0x18),
  disc: fromRgb(0x33, 0x30, 0x2d),
} as const;
