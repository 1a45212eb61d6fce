/** One second of work. */
export interface LoadSample {
  /** Share of a core that the process used, 0 to 1. */
  busy: number;
  /** Share of the due pictures that came too late to be drawn, 0 to 1. */
  missed: number;
}

/**
 * How much to leave out, 0 (nothing) to `levelMax`, from one sample a second. It goes up when pictures have been late for
 * some seconds, so that a moment in which many people come costs no more than the pictures of that moment, and comes
 * down step by step when there is room for more. Each return that turns out to be too early makes the next one take
 * twice as long, so that it never swings between two levels.
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
/** A level less costs up to a third more. */
const busyCalm = 0.7;
const calmSamplesMin = 4;
const calmSamplesMax = 320;
/** Who has to leave something out again so soon came back too early. */
const earlySamples = 60;
/** Nothing left out for so many samples: patience begins anew. */
const provenSamples = 300;

export function createLoadShedder(levelMax: number): LoadShedder {
  let level = 0;
  let strained = strains.map(() => 0);
  let calm = 0;
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
  };

  const goDown = () => {
    level -= 1;
    calm = 0;
    sinceDown = 0;
  };

  return {
    sample: ({ busy, missed }) => {
      sinceDown += 1;
      if (level === 0 && sinceDown > provenSamples) calmNeeded = calmSamplesMin;
      strained = strains.map(({ missedMax }, index) => (missed > missedMax ? (strained[index] ?? 0) + 1 : 0));
      calm = busy < busyCalm && missed < missedCalm ? calm + 1 : 0;
      if (strains.some(({ samples }, index) => (strained[index] ?? 0) >= samples)) goUp();
      else if (level > 0 && calm >= calmNeeded) goDown();
      return level;
    },
  };
}
