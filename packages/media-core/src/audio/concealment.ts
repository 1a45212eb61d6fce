import { findPeriod, longestPeriod } from './pitch.ts';

/** Makes up sound for what was lost. Fed with everything that is played. */
export interface Concealment {
  /** The next decoded samples. After a gap their beginning is blended, in place, with what was made up before them. */
  remember(samples: Float32Array): void;
  /** As many samples in place of lost ones. */
  conceal(length: number): Float32Array;
  /** Whether everything made up since the last real sample has faded to nothing. */
  faded(): boolean;
  /** Forgets the sound before: the next comes as out of silence. */
  reset(): void;
}

const historySamples = 2 * longestPeriod + 8;
/** Joints are bent together over 5 ms. */
const joinSamples = 240;
/** 20 ms at full strength, gone after 100 ms: longer repetition sounds like a machine. */
const holdSamples = 960;
const goneSamples = 4800;

const gainAt = (made: number) =>
  made < holdSamples ? 1 : Math.max(0, 1 - (made - holdSamples) / (goneSamples - holdSamples));

/**
 * Concealment by repeating the last pitch period (after ITU-T G.711 Appendix I): the period found in the last 30 ms is
 * repeated, held for 20 ms and faded out until 100 ms. There is no look-ahead, so instead of delaying the sound to
 * overlap it, the step at the joint is spread over 5 ms. The codec's own concealment and in-band redundancy cannot be
 * reached through FFmpeg, which decodes Opus with `decode_fec` 0 and takes no empty packet.
 */
export function createConcealment(): Concealment {
  const history = new Float32Array(historySamples);
  let period = 0;
  let step = 0;
  let made = goneSamples;

  const begin = () => {
    period = findPeriod(history, historySamples - 2 * longestPeriod).period;
    const last = history[historySamples - 1] ?? 0;
    step = last - (history[historySamples - 1 - period] ?? 0);
    made = 0;
  };
  const next = (): number => {
    const gain = gainAt(made);
    if (gain === 0) return 0;
    const repeated = history[historySamples - period + (made % period)] ?? 0;
    const bend = made < joinSamples ? step * (1 - (made + 1) / joinSamples) : 0;
    made += 1;
    return gain * (repeated + bend);
  };
  const blend = (samples: Float32Array) => {
    const blended = Math.min(joinSamples, samples.length);
    for (let n = 0; n < blended; n += 1) {
      const share = (n + 1) / blended;
      samples[n] = (samples[n] ?? 0) * share + next() * (1 - share);
    }
  };
  let concealing = true;

  return {
    remember(samples) {
      if (concealing) blend(samples);
      concealing = false;
      const kept = samples.subarray(Math.max(0, samples.length - historySamples));
      history.copyWithin(0, kept.length);
      history.set(kept, historySamples - kept.length);
    },
    conceal(length) {
      if (!concealing) {
        begin();
        concealing = true;
      }
      return Float32Array.from({ length }, next);
    },
    faded: () => concealing && made >= goneSamples,
    reset() {
      concealing = true;
      made = goneSamples;
      history.fill(0);
    },
  };
}
