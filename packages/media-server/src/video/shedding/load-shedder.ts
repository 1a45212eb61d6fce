/** One second of work. */
export interface LoadSample {
  /**
   * Share of the time, 0 to 1, in which the process had something to do, whether it got a core for it or not: at 1 nothing
   * more fits.
   */
  occupied: number;
  /** Share of the due pictures that came too late to be drawn, 0 to 1. */
  missed: number;
}

/**
 * How much to leave out, 0 (nothing) to the last level, from one sample a second. It goes up when pictures have been late
 * for some seconds, so that a moment in which many people come costs no more than the pictures of that moment. It comes
 * down a level only where what is measured, scaled by what the level below costs more, leaves room. A return that turns out to
 * be too early makes the next one take twice as long, so that it never swings between two levels.
 */
export interface LoadShedder {
  sample(load: LoadSample): number;
}

/** So much is missed for so many samples before more is left out. */
const strains = [
  { missedMax: 0.1, samples: 5 },
  { missedMax: 0.4, samples: 3 },
] as const;
/** A picture in a second may be late for reasons that have nothing to do with load. */
const missedCalm = 0.05;
/** What fits: the rest is for moments in which more is to be done than on average. */
const occupiedMax = 0.75;
const calmSamplesMin = 4;
const calmSamplesMax = 320;
/** Of one sample that is not calm it takes so many calm ones to be as sure as before. */
const doubt = 2;
/** Who has to leave something out again so soon came back too early. */
const earlySamples = 60;
/** The whole work would have fitted for so long: what was is over, and patience begins anew. */
const goneSamples = 120;

/** `costs`: what the work takes at each level as a share of the whole, falling from 1. */
export function createLoadShedder(costs: readonly number[]): LoadShedder {
  const levelMax = costs.length - 1;
  let level = 0;
  let strained = strains.map(() => 0);
  let calm = 0;
  let sinceWhole = 0;
  let sinceDown = Infinity;
  let calmNeeded = calmSamplesMin;

  const goUp = () => {
    if (sinceDown < Math.max(earlySamples, calmNeeded * 2)) {
      calmNeeded = Math.min(calmNeeded * 2, calmSamplesMax);
      // One return was too early, however many levels it takes to make up for it.
      sinceDown = Infinity;
    }
    level = Math.min(level + 1, levelMax);
    strained = strains.map(() => 0);
    calm = 0;
  };

  const goDown = () => {
    level -= 1;
    calm = 0;
    sinceDown = 0;
  };

  /** Whether the work of a level would fit, as far as this sample tells. */
  const fits = (at: number, { occupied, missed }: LoadSample) =>
    missed < missedCalm && (occupied * (costs[at] ?? 1)) / (costs[level] ?? 1) <= occupiedMax;

  return {
    sample: (load) => {
      sinceDown += 1;
      sinceWhole = fits(0, load) ? sinceWhole + 1 : 0;
      if (sinceWhole >= goneSamples) calmNeeded = calmSamplesMin;
      strained = strains.map(({ missedMax }, index) =>
        load.missed > missedMax ? (strained[index] ?? 0) + 1 : 0,
      );
      calm = fits(Math.max(0, level - 1), load) ? calm + 1 : Math.max(0, calm - doubt);
      if (strains.some(({ samples }, index) => (strained[index] ?? 0) >= samples)) goUp();
      else if (level > 0 && calm >= calmNeeded) goDown();
      return level;
    },
  };
}
