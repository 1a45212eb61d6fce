import { findPeriod, longestPeriod } from './pitch.ts';
import { levelDbov } from './pcm.ts';

/** How many samples both directions need to work on. */
export const scalableSamples = 2 * longestPeriod;

/** Below this nobody hears where a period was taken out. */
const inaudibleDbov = -50;
/** How alike two neighbouring periods must be for one to stand for the other. */
const alikeMin = 0.6;

function periodOf(samples: Float32Array): number | null {
  if (samples.length < scalableSamples) return null;
  const { period, alike } = findPeriod(samples, 0);
  return alike >= alikeMin || levelDbov(samples) < inaudibleDbov ? period : null;
}

/** Goes from one stretch of sound to another over `length` samples, without a step at either end. */
function crossfade(
  samples: Float32Array,
  from: number,
  to: number,
  length: number,
  into: Float32Array,
  at: number,
): void {
  for (let n = 0; n < length; n += 1) {
    const share = (n + 0.5) / length;
    into[at + n] = (samples[from + n] ?? 0) * (1 - share) + (samples[to + n] ?? 0) * share;
  }
}

/** The same sound one period shorter, or null where that would be heard. Both ends stay as they are. */
export function shorten(samples: Float32Array): Float32Array | null {
  const period = periodOf(samples);
  if (period === null) return null;
  const shorter = new Float32Array(samples.length - period);
  crossfade(samples, 0, period, period, shorter, 0);
  shorter.set(samples.subarray(2 * period), period);
  return shorter;
}

/** The same sound one period longer, or null where that would be heard. Both ends stay as they are. */
export function lengthen(samples: Float32Array): Float32Array | null {
  const period = periodOf(samples);
  if (period === null) return null;
  const longer = new Float32Array(samples.length + period);
  longer.set(samples.subarray(0, period));
  crossfade(samples, period, 0, period, longer, period);
  longer.set(samples.subarray(period), 2 * period);
  return longer;
}
