/** One second of work. */
export interface LoadSample {
  /** Share of the second in which the process was at work, 0 to 1. */
  busy: number;
  /** Share of the due pictures that came too late to be drawn, 0 to 1. */
  missed: number;
}

/**
 * How much to leave out, 0 (nothing) to `levelMax`, from one sample a second. It goes up within two seconds of too much
 * work and comes down step by step after a while without; each return that turns out to be too early makes the next one
 * take twice as long, so that it never swings between two levels.
 */
export interface LoadShedder {
  sample(load: LoadSample): number;
}

const busyMax = 0.9;
const missedMax = 0.1;
const missedFar = 0.4;
/** A level less costs up to half as much again. */
const busyCalm = 0.55;
const calmSamplesMin = 10;
const calmSamplesMax = 320;
/** A level that holds for so many samples was not too early, and patience begins anew. */
const provenSamples = 300;

export function createLoadShedder(levelMax: number): LoadShedder {
  let level = 0;
  let strained = 0;
  let calm = 0;
  let sinceDown = Infinity;
  let calmNeeded = calmSamplesMin;

  const goUp = () => {
    if (sinceDown < calmNeeded * 2) calmNeeded = Math.min(calmNeeded * 2, calmSamplesMax);
    level = Math.min(level + 1, levelMax);
    strained = 0;
  };

  const goDown = () => {
    level -= 1;
    calm = 0;
    sinceDown = 0;
  };

  return {
    sample: ({ busy, missed }) => {
      sinceDown += 1;
      if (sinceDown > provenSamples + calmNeeded) calmNeeded = calmSamplesMin;
      strained = busy > busyMax || missed > missedMax ? strained + 1 : 0;
      calm = busy < busyCalm && missed === 0 ? calm + 1 : 0;
      if (strained >= 2 || missed > missedFar) goUp();
      else if (level > 0 && calm >= calmNeeded) goDown();
      return level;
    },
  };
}
