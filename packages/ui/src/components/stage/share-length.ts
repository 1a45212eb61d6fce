/** How long a band (a row's height or a column's width) likes to be, and may be at the very most and least. */
export interface Band {
  min: number;
  max: number;
  hardMin: number;
  hardMax: number;
}

/**
 * Shares a length among bands: as equal as their likings allow. Where it is too short for all of them every band
 * shrinks alike; where it is too long they grow to their hard ends, and what is left stays empty.
 */
export function shareLength(bands: readonly Band[], length: number): number[] {
  const total = (pick: (band: Band) => number) => bands.reduce((sum, band) => sum + pick(band), 0);
  if (length <= total((band) => band.min)) {
    const scale = length / total((band) => band.min);
    return bands.map((band) => band.min * scale);
  }
  if (length >= total((band) => band.max)) return grow(bands, length);
  return level(
    bands,
    length,
    (band) => band.min,
    (band) => band.max,
  );
}

function grow(bands: readonly Band[], length: number): number[] {
  const hard = bands.reduce((sum, band) => sum + band.hardMax, 0);
  if (length >= hard) return bands.map((band) => band.hardMax);
  return level(
    bands,
    length,
    (band) => band.max,
    (band) => band.hardMax,
  );
}

/** Finds the one level that, held to each band's ends, uses the length up (bisection to a hundredth of a px). */
function level(
  bands: readonly Band[],
  length: number,
  low: (band: Band) => number,
  high: (band: Band) => number,
): number[] {
  const at = (value: number) => bands.map((band) => Math.min(high(band), Math.max(low(band), value)));
  let below = 0;
  let above = Math.max(...bands.map(high));
  while (above - below > 0.01) {
    const middle = (below + above) / 2;
    if (at(middle).reduce((sum, one) => sum + one, 0) < length) below = middle;
    else above = middle;
  }
  return at(above);
}
