import { soundTrack } from '@cloudmeet/media-core/mp4';
import type { SoundLine } from '../sound/sound-line.ts';
import { takeRun } from '../sound/sound-run.ts';
import { mediaSegment } from '../mp4/media-segment.ts';
import { soundWaitMs, type SegmenterOptions } from './segmenter.ts';

const samplesPerMs = soundTrack.timescale / 1000;
/** A frame that has begun is longer than the time that has passed. */
const frameMsMax = 22;

/** Cuts sound alone into segments of whole frames. It needs nothing to come: a silent room has silence of its length. */
export class SoundSegmenter {
  readonly #options: SegmenterOptions;
  readonly #sound: SoundLine;
  readonly #segmentSamples: number;
  #number: number;
  #start = 0;

  constructor(options: SegmenterOptions) {
    this.#options = options;
    this.#sound = options.sound;
    this.#number = options.firstNumber;
    this.#segmentSamples = options.segmentMs * samplesPerMs;
  }

  /** Sound has come, or time has passed: `nowMs` since the beginning. */
  refresh(nowMs: number): void {
    for (;;) {
      const end = this.#start + this.#segmentSamples;
      if (nowMs * samplesPerMs > end + soundWaitMs * samplesPerMs) this.#sound.padTo(end);
      if (this.#sound.encodedUntil < end) return;
      this.#write(end);
    }
  }

  /** Gives what is left until `nowMs` as a last segment. */
  close(nowMs: number): void {
    this.refresh(nowMs);
    const end = Math.max((nowMs - frameMsMax) * samplesPerMs, this.#sound.encodedUntil);
    if (end <= this.#start) return;
    this.#sound.padTo(end);
    this.#write(end);
  }

  #write(end: number): void {
    const sound = takeRun(this.#sound, end);
    const length = sound.samples.reduce((sum, { duration }) => sum + duration, 0);
    if (length === 0) return;
    const number = this.#number;
    this.#number += 1;
    this.#options.onSegment({
      number,
      data: mediaSegment(number, null, sound),
      startMs: sound.start / samplesPerMs,
      durationMs: length / samplesPerMs,
      parameters: null,
    });
    this.#start = sound.start + length;
  }
}
