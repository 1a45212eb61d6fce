import { fullScale, sampleRate } from '@cloudmeet/media-core';

/**
 * Level of one frequency in dB of a full-scale sine: a Fourier sum at that frequency under a Blackman-Harris window,
 * whose side lobes are 92 dB down, so that other tones do not leak into it.
 */
export function toneLevel(samples: Float32Array, frequency: number): number {
  let real = 0;
  let imaginary = 0;
  let weight = 0;
  for (let n = 0; n < samples.length; n += 1) {
    const turn = (2 * Math.PI * n) / samples.length;
    const window =
      0.35875 - 0.48829 * Math.cos(turn) + 0.14128 * Math.cos(2 * turn) - 0.01168 * Math.cos(3 * turn);
    const angle = (2 * Math.PI * frequency * n) / sampleRate;
    const sample = (samples[n] ?? 0) * window;
    real += sample * Math.cos(angle);
    imaginary += sample * Math.sin(angle);
    weight += window;
  }
  return 20 * Math.log10((2 * Math.hypot(real, imaginary)) / weight / fullScale + 1e-12);
}
