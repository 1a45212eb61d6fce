import { soundTrack, videoTrack } from '@cloudmeet/media-core/mp4';
import type { H264Sample, ParameterSets } from '../mp4/h264-sample.ts';
import { mediaSegment, type Sample } from '../mp4/media-segment.ts';
import type { SoundLine } from '../sound/sound-line.ts';
import { takeRun } from '../sound/sound-run.ts';
import { PictureStore } from './picture-store.ts';

export interface FinishedSegment {
  number: number;
  data: Buffer;
  /** Of its first picture, in milliseconds since the beginning. */
  startMs: number;
  durationMs: number;
  /** Of its pictures; null: sound alone. */
  parameters: ParameterSets | null;
}

export interface SegmenterOptions {
  sound: SoundLine;
  /** A segment ends at the first keyframe behind this length. */
  segmentMs: number;
  firstNumber: number;
  onSegment: (segment: FinishedSegment) => void;
}

interface Picture {
  ticks: number;
  data: Buffer;
  keyframe: boolean;
}

interface Waiting {
  pictures: Picture[];
  store: PictureStore;
  endTicks: number;
  parameters: ParameterSets;
  /** When its end was noticed; null: not yet. Whatever is late came late together. */
  seenTicks: number | null;
}

const ticksPerMs = videoTrack.timescale / 1000;
const samplesPerTick = soundTrack.timescale / videoTrack.timescale;
/** Pictures come in steps: a keyframe a little before the length ends the segment, too. */
const earlyMs = 100;
/** A keyframe that is so late has to be asked for: a segment must not grow on. */
const lateMs = 500;
/** Sound that has not come so long after the picture behind its segment was not sent: silence costs nobody bandwidth. */
export const soundWaitMs = 500;

/** Cuts pictures and sound into segments that begin with a keyframe. Times are ticks of 90 kHz since the beginning. */
export class Segmenter {
  readonly #options: SegmenterOptions;
  #number: number;
  #pictures: Picture[] = [];
  /** Of the open segment, and those of written ones. */
  #store = new PictureStore();
  readonly #spareStores: PictureStore[] = [];
  #parameters: ParameterSets | null = null;
  #waiting: Waiting[] = [];

  constructor(options: SegmenterOptions) {
    this.#options = options;
    this.#number = options.firstNumber;
  }

  push(ticks: number, sample: H264Sample): void {
    const [first] = this.#pictures;
    if (!first && !(sample.keyframe && (sample.parameters ?? this.#parameters))) return;
    const isOther = sample.parameters !== null && !sameParameters(sample.parameters, this.#parameters);
    const isLong = first && ticks - first.ticks >= (this.#options.segmentMs - earlyMs) * ticksPerMs;
    if (first && sample.keyframe && (isLong || isOther)) this.#end(ticks);
    this.#parameters = sample.parameters ?? this.#parameters;
    this.#pictures.push({ ticks, data: this.#store.keep(sample.data), keyframe: sample.keyframe });
    this.#finish(() => false);
  }

  /** Whether the segment that is open is long enough and no keyframe ends it. */
  lacksKeyframe(nowTicks: number): boolean {
    const [first] = this.#pictures;
    return first !== undefined && nowTicks - first.ticks > (this.#options.segmentMs + lateMs) * ticksPerMs;
  }

  /** Sound has come, or time has passed: `nowTicks` since the beginning. */
  refresh(nowTicks: number): void {
    for (const one of this.#waiting) one.seenTicks ??= nowTicks;
    this.#finish(({ seenTicks }) => nowTicks - (seenTicks ?? nowTicks) > soundWaitMs * ticksPerMs);
  }

  /** Gives what is left as a last segment. */
  close(): void {
    const last = this.#pictures.at(-1);
    const before = this.#pictures.at(-2);
    if (last) this.#end(last.ticks + (before ? last.ticks - before.ticks : 40 * ticksPerMs));
    this.#finish(() => true);
  }

  #end(endTicks: number): void {
    if (this.#parameters) {
      const [pictures, store] = [this.#pictures, this.#store];
      this.#waiting.push({ pictures, store, endTicks, parameters: this.#parameters, seenTicks: null });
      this.#store = this.#spareStores.pop() ?? new PictureStore();
    }
    this.#pictures = [];
  }

  #finish(isOverdue: (waiting: Waiting) => boolean): void {
    for (;;) {
      const [first] = this.#waiting;
      if (!first) return;
      const endSample = Math.round(first.endTicks * samplesPerTick);
      if (isOverdue(first)) this.#options.sound.padTo(endSample);
      if (this.#options.sound.encodedUntil < endSample) return;
      this.#waiting.shift();
      this.#write(first, endSample);
    }
  }

  #write({ pictures, store, endTicks, parameters }: Waiting, endSample: number): void {
    const startTicks = pictures[0]?.ticks ?? endTicks;
    const samples = pictures.map(({ ticks, data, keyframe }, index): Sample => {
      const next = pictures[index + 1]?.ticks ?? endTicks;
      return { data, keyframe, duration: next - ticks };
    });
    const sound = takeRun(this.#options.sound, endSample);
    const number = this.#number;
    this.#number += 1;
    this.#options.onSegment({
      number,
      data: mediaSegment(number, { start: startTicks, samples }, sound),
      startMs: startTicks / ticksPerMs,
      durationMs: (endTicks - startTicks) / ticksPerMs,
      parameters,
    });
    store.clear();
    this.#spareStores.push(store);
  }
}

export function sameParameters(a: ParameterSets | null, b: ParameterSets | null): boolean {
  if (!a || !b) return a === b;
  return a.sequenceParameters.equals(b.sequenceParameters) && a.pictureParameters.equals(b.pictureParameters);
}
