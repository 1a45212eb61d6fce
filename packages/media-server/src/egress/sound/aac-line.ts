import { aacFrameSamples, createAacEncoder, type AacEncoder } from './aac-encoder.ts';
import { createHeardSamples, type HeardSamples } from './heard-samples.ts';
import { takeFramesBefore, type SoundFrame, type SoundLine } from './sound-line.ts';

/** Small differences of time between packets that follow each other are rounding, not gaps. */
const toleranceSamples = 240;
const silence = new Float32Array(aacFrameSamples);

/** What is heard, encoded once more, as every player has it. */
export class AacLine implements SoundLine {
  readonly #heard: HeardSamples;
  readonly #encoder: AacEncoder;
  readonly #pending = new Float32Array(aacFrameSamples);
  #filled = 0;
  /** Samples that went into frames, and frames that came out of the encoder. */
  #written = 0;
  #frames: SoundFrame[] = [];
  #made = 0;

  constructor(encoder: AacEncoder = createAacEncoder(), heard: HeardSamples = createHeardSamples()) {
    this.#encoder = encoder;
    this.#heard = heard;
  }

  get init() {
    return { codec: 'aac', config: this.#encoder.config } as const;
  }

  get encodedUntil(): number {
    return Math.max(0, this.#made - 1) * aacFrameSamples;
  }

  push(start: number, packet: Buffer): void {
    const samples = this.#heard.of(packet);
    if (!samples) return;
    const position = this.#written + this.#filled;
    if (start > position + toleranceSamples) this.#silence(start - position);
    const late = this.#written + this.#filled - start;
    const skipped = late > toleranceSamples ? Math.min(late, samples.length) : 0;
    this.#add(samples.subarray(skipped));
  }

  /** The encoder holds some frames back. */
  padTo(end: number): void {
    while (this.encodedUntil < end) this.#silence(aacFrameSamples);
  }

  takeBefore(end: number): SoundFrame[] {
    return takeFramesBefore(this.#frames, end);
  }

  close(): void {
    this.#encoder.close();
    this.#heard.close();
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
    const start = (this.#made - 1) * aacFrameSamples;
    if (start >= 0) this.#frames.push({ start, samples: aacFrameSamples, data });
    this.#made += 1;
  }
}
