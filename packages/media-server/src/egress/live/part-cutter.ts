import { soundTrack, videoTrack } from '@cloudmeet/media-core/mp4';
import type { H264Sample, ParameterSets } from '../mp4/h264-sample.ts';
import type { Sample, TrackRun } from '../mp4/media-segment.ts';
import { sameParameters } from '../segments/segmenter.ts';
import type { SoundLine } from '../sound/sound-line.ts';
import { takeRun } from '../sound/sound-run.ts';

/** Some pictures and the sound beside them: what players of a live stream get at a time. Ticks since the beginning. */
export interface CutPart {
  startTicks: number;
  endTicks: number;
  video: TrackRun;
  sound: TrackRun;
  parameters: ParameterSets;
  /** It begins with a keyframe. */
  independent: boolean;
  /** It is the first or the last of a segment; segments begin with a keyframe. */
  first: boolean;
  last: boolean;
}

export interface PartCutterOptions {
  /** The time now, in milliseconds. */
  now: () => number;
  sound: SoundLine;
  /** A part is at most so long, unless its pictures came further apart. */
  partMsMax: number;
  /** How far keyframes are apart: a segment is not longer. */
  segmentMs: number;
  onPart: (part: CutPart) => void;
}

interface Picture {
  ticks: number;
  sample: H264Sample;
}

interface Waiting extends Pick<CutPart, 'endTicks' | 'parameters' | 'first' | 'last'> {
  pictures: readonly Picture[];
  /** When its end was seen: whatever is late came late together. */
  sinceMs: number;
}

const ticksPerMs = videoTrack.timescale / 1000;
const samplesPerTick = soundTrack.timescale / videoTrack.timescale;
/**
 * Keyframes come every `segmentMs`, and in between when somebody asks: each of those ends the segment, too, because the
 * next may come too late for it. One that is so early does not: the next is in time.
 */
const segmentMsMin = 400;
/** A keyframe that is so late has to be asked for. */
const lateMs = 150;
/** Sound that has not come so long after the picture behind its part was not sent: silence costs nobody bandwidth. */
const soundWaitMs = 150;
const lastPictureMs = 40;

/** Cuts pictures and sound into parts and tells where segments begin and end. */
export class PartCutter {
  readonly #options: PartCutterOptions;
  #parameters: ParameterSets | null = null;
  #segmentTicks: number | null = null;
  #pictures: Picture[] = [];
  #first = true;
  #waiting: Waiting[] = [];

  constructor(options: PartCutterOptions) {
    this.#options = options;
  }

  push(ticks: number, sample: H264Sample): void {
    const isOther = sample.parameters !== null && !sameParameters(sample.parameters, this.#parameters);
    if (this.#segmentTicks === null) {
      if (!sample.keyframe || !(sample.parameters ?? this.#parameters)) return;
      this.#segmentTicks = ticks;
    } else {
      const isLong = ticks - this.#segmentTicks >= segmentMsMin * ticksPerMs;
      const ends = sample.keyframe && (isLong || isOther);
      if (ends || this.#isFull(ticks)) this.#cut(ticks, ends);
      if (ends) this.#segmentTicks = ticks;
    }
    this.#parameters = sample.parameters ?? this.#parameters;
    this.#pictures.push({ ticks, sample });
    this.#finish(this.#options.now());
  }

  /** Whether the segment that is open is long enough and no keyframe ends it. */
  lacksKeyframe(nowTicks: number): boolean {
    const { segmentMs } = this.#options;
    return this.#segmentTicks !== null && nowTicks - this.#segmentTicks > (segmentMs + lateMs) * ticksPerMs;
  }

  /** Sound has come, or time has passed. */
  refresh(): void {
    this.#finish(this.#options.now());
  }

  /** Gives what is left as the last part of a segment. */
  close(): void {
    const last = this.#pictures.at(-1);
    if (last) this.#cut(last.ticks + lastPictureMs * ticksPerMs, true);
    this.#segmentTicks = null;
    this.#finish(Infinity);
  }

  /** Whether one more picture would make the part too long. */
  #isFull(ticks: number): boolean {
    const [first] = this.#pictures;
    const last = this.#pictures.at(-1);
    if (!first || !last) return false;
    return ticks - first.ticks + (ticks - last.ticks) > this.#options.partMsMax * ticksPerMs;
  }

  #cut(endTicks: number, last: boolean): void {
    const [pictures, parameters] = [this.#pictures, this.#parameters];
    const sinceMs = this.#options.now();
    if (parameters && pictures.length > 0)
      this.#waiting.push({ pictures, endTicks, sinceMs, parameters, first: this.#first, last });
    this.#first = last;
    this.#pictures = [];
  }

  #finish(nowMs: number): void {
    for (;;) {
      const [first] = this.#waiting;
      if (!first) return;
      const endSample = Math.round(first.endTicks * samplesPerTick);
      if (nowMs - first.sinceMs > soundWaitMs) this.#options.sound.padTo(endSample);
      if (this.#options.sound.encodedUntil < endSample) return;
      this.#waiting.shift();
      this.#give(first, endSample);
    }
  }

  #give({ pictures, sinceMs: _since, ...part }: Waiting, endSample: number): void {
    const startTicks = pictures[0]?.ticks ?? part.endTicks;
    const samples = pictures.map(({ ticks, sample }, index): Sample => {
      const next = pictures[index + 1]?.ticks ?? part.endTicks;
      return { data: sample.data, keyframe: sample.keyframe, duration: next - ticks };
    });
    this.#options.onPart({
      ...part,
      startTicks,
      video: { start: startTicks, samples },
      sound: takeRun(this.#options.sound, endSample),
      independent: samples[0]?.keyframe === true,
    });
  }
}
