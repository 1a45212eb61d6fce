/** Finding the period with which a voice repeats: 2.5 to 15 ms (400 to 66 Hz), in samples at 48 kHz. */
export const shortestPeriod = 120;
export const longestPeriod = 720;

const coarse = 6;

/** Normalised correlation of `length` samples at two places, -1 to 1, looking at every `stride`th sample. */
export function correlation(
  samples: Float32Array,
  a: number,
  b: number,
  length: number,
  stride: number,
): number {
  let cross = 0;
  let energyA = 0;
  let energyB = 0;
  for (let n = 0; n < length; n += stride) {
    const left = samples[a + n] ?? 0;
    const right = samples[b + n] ?? 0;
    cross += left * right;
    energyA += left * left;
    energyB += right * right;
  }
  const energy = energyA * energyB;
  return energy <= 0 ? 0 : cross / Math.sqrt(energy);
}

/**
 * The period at which the samples from `at` on look most like those one period later, and how much alike they are. At
 * least `at + 2 × longestPeriod` samples are needed. Searched coarsely first, then to the sample.
 */
export function findPeriod(samples: Float32Array, at: number): { period: number; alike: number } {
  const likeness = (period: number, stride: number) =>
    correlation(samples, at, at + period, longestPeriod, stride);
  let best = { period: shortestPeriod, alike: -Infinity };
  const search = (from: number, to: number, step: number, stride: number) => {
    for (let period = from; period <= to; period += step) {
      const alike = likeness(period, stride);
      if (alike > best.alike + 1e-6) best = { period, alike };
    }
  };
  search(shortestPeriod, longestPeriod, coarse, coarse);
  const found = best.period;
  best = { period: found, alike: -Infinity };
  search(Math.max(shortestPeriod, found - coarse), Math.min(longestPeriod, found + coarse), 1, 3);
  return best;
}
