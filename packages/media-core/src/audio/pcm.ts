/** Sound inside the mixer: mono, 48 kHz, as Float32 on the scale of Int16 (full scale is 32768). */
export const sampleRate = 48_000;
/** Samples in one frame of 20 ms. */
export const frameSamples = 960;
export const fullScale = 32_768;

/** Quietest level that is told apart, in dBov (RFC 6464 section 3). */
export const quietestDbov = -127;

/** Loudness of a frame as RFC 6464 means it: 0 dBov is the loudest square wave there can be, -127 is silence. */
export function levelDbov(samples: Float32Array): number {
  const { length } = samples;
  const even = length & ~1;
  // Two sums, of which neither waits for the other; by index, which is quick in code that was not optimised yet, too.
  let sum = 0;
  let sumOfOthers = 0;
  for (let n = 0; n < even; n += 2) {
    const one = samples[n] ?? 0;
    const other = samples[n + 1] ?? 0;
    sum += one * one;
    sumOfOthers += other * other;
  }
  if (even < length) sum += (samples[even] ?? 0) ** 2;
  const mean = length === 0 ? 0 : (sum + sumOfOthers) / length;
  if (mean < 1e-6) return quietestDbov;
  return Math.min(0, Math.max(quietestDbov, 10 * Math.log10(mean / fullScale ** 2)));
}

/** Rounds into Int16; what is louder than full scale is cut off. */
export function toInt16(samples: Float32Array, into: Int16Array): void {
  for (let n = 0; n < samples.length; n += 1) {
    const sample = samples[n] ?? 0;
    into[n] = sample > 32_767 ? 32_767 : sample < -32_768 ? -32_768 : Math.round(sample);
  }
}

/** Multiplies by a gain that goes straight from one value to another over the frame, so that nothing clicks. */
export function ramp(samples: Float32Array, from: number, to: number): void {
  const step = (to - from) / samples.length;
  for (let n = 0; n < samples.length; n += 1) samples[n] = (samples[n] ?? 0) * (from + step * (n + 1));
}
