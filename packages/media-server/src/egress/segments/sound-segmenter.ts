import { soundTrack } from '@cloudmeet/media-core/mp4';
import { aacFrameSamples } from '../sound/aac-encoder.ts';
import type { SoundLine } from '../sound/sound-line.ts';
import { mediaSegment } from '../mp4/media-segment.ts';
import { soundWaitMs, type SegmenterOptions } from './segmenter.ts';

const samplesPerMs = soundTrack.timescale / 1000;

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
    const frames = Math.round((options.segmentMs * samplesPerMs) / aacFrameSamples);
    this.#segmentSamples = frames * aacFrameSamples;
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
    const frames = Math.floor((nowMs * samplesPerMs) / aacFrameSamples);
    const end = Math.max(frames * aacFrameSamples, this.#sound.encodedUntil);
    if (end <= this.#start) return;
    this.#sound.padTo(end);
    this.#write(end);
  }

  #write(end: number): void {
    const samples = this.#sound
      .takeBefore(end)
      .map(({ data }) => ({ data, keyframe: true, duration: aacFrameSamples }));
    const number = this.#number;
    this.#number += 1;
    this.#options.onSegment({
      number,
      data: mediaSegment(number, null, { start: this.#start, samples }),
      startMs: this.#start / samplesPerMs,
      durationMs: (end - this.#start) / samplesPerMs,
      parameters: null,
    });
    this.#start = end;
  }
}
