import { aacFrameSamples, type AacEncoder } from './aac-encoder.ts';

/** An AAC frame and the time of its first sample, in samples since the beginning. */
export interface SoundFrame {
  start: number;
  data: Buffer;
}

/** Small differences of time between packets that follow each other are rounding, not gaps. */
const toleranceSamples = 240;
const silence = new Float32Array(aacFrameSamples);

/**
 * One unbroken line of sound out of what arrives: gaps (silence is not sent, packets get lost) become silence of their
 * length, and what comes too late is left out, so that sound never drifts from the picture.
 */
export class SoundLine {
  readonly #encoder: AacEncoder;
  readonly #pending = new Float32Array(aacFrameSamples);
  #filled = 0;
  /** Samples that went into frames, and frames that came out of the encoder. */
  #written = 0;
  #frames: SoundFrame[] = [];
  #made = 0;

  constructor(encoder: AacEncoder) {
    this.#encoder = encoder;
  }

  /** Up to where frames are there. */
  get encodedUntil(): number {
    return Math.max(0, this.#made - 1) * aacFrameSamples;
  }

  /** `start`: samples since the beginning. */
  push(start: number, samples: Float32Array): void {
    const position = this.#written + this.#filled;
    if (start > position + toleranceSamples) this.#silence(start - position);
    const late = this.#written + this.#filled - start;
    const skipped = late > toleranceSamples ? Math.min(late, samples.length) : 0;
    this.#add(samples.subarray(skipped));
  }

  /** Silence until frames reach this time, where nothing has come. The encoder holds some frames back. */
  padTo(end: number): void {
    while (this.encodedUntil < end) this.#silence(aacFrameSamples);
  }

  /** Takes the frames that begin before this time. */
  takeBefore(end: number): SoundFrame[] {
    const count = this.#frames.findIndex(({ start }) => start >= end);
    return this.#frames.splice(0, count === -1 ? this.#frames.length : count);
  }

  #silence(count: number): void {
    for (let left = count; left > 0; left -= aacFrameSamples)
      this.#add(left < aacFrameSamples ? silence.subarray(0, left) : silence);
  }

  #add(samples: Float32Array): void {
    for (let at = 0; at < samples.length;) {
      const end = Math.min(samples.length, at + aacFrameSamples - this.#filled);
      this.#pending.set(samples.subarray(at, end), this.#filled);
      this.#filled += end - at;
      at = end;
      if (this.#filled === aacFrameSamples) this.#encode();
    }
  }

  #encode(): void {
    for (const data of this.#encoder.encode(this.#pending)) this.#keep(data);
    this.#written += aacFrameSamples;
    this.#filled = 0;
  }

  /** The first frame of the encoder holds what it needs to begin, and none of the sound: it is left out. */
  #keep(data: Buffer): void {
    if (this.#made > 0) this.#frames.push({ start: (this.#made - 1) * aacFrameSamples, data });
    this.#made += 1;
  }
}
