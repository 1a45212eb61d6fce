import { fullScale } from './pcm.ts';

/** Keeps a mix below full scale. */
export interface Limiter {
  /** Limits a frame in place. */
  process(samples: Float32Array): void;
}

export interface LimiterOptions {
  /** Up to here nothing is changed. Default -6 dB of full scale. */
  thresholdLevel?: number;
  /** No sample gets louder than this. Default -0.3 dB of full scale. */
  ceilingLevel?: number;
  /** Time in which the gain recovers to 1/e. Default 80 ms, in samples at 48 kHz. */
  releaseSamples?: number;
}

/**
 * A limiter without look-ahead: no delay is added. It follows the peak (at once up, slowly down) and bends it with a
 * soft knee, so that below the threshold the signal is untouched to the bit, and above it the gain moves smoothly
 * instead of the wave being cut. The frames of one mix go through one limiter in their order.
 */
export function createLimiter(options: LimiterOptions = {}): Limiter {
  const threshold = options.thresholdLevel ?? fullScale * 10 ** (-6 / 20);
  const ceiling = options.ceilingLevel ?? fullScale * 10 ** (-0.3 / 20);
  const release = Math.exp(-1 / (options.releaseSamples ?? 3840));
  const room = ceiling - threshold;
  let peak = 0;
  return {
    process(samples) {
      let loudest = 0;
      for (let n = 0; n < samples.length; n += 1) loudest = Math.max(loudest, Math.abs(samples[n] ?? 0));
      if (loudest <= threshold && peak <= threshold) {
        peak = 0;
        return;
      }
      // What outlives the call would be made anew in memory for each sample.
      let bent = peak;
      for (let n = 0; n < samples.length; n += 1) {
        const sample = samples[n] ?? 0;
        bent = Math.max(Math.abs(sample), bent * release);
        if (bent > threshold) {
          samples[n] = (sample * (threshold + room * (1 - Math.exp((threshold - bent) / room)))) / bent;
        }
      }
      peak = bent;
    },
  };
}
