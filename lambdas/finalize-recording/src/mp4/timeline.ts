import type { Gap } from '@cloudmeet/contracts';
import { silenceOf, soundTrack, videoTrack } from '@cloudmeet/media-core/mp4';
import type { SilentRun } from '@cloudmeet/media-core/mp4';
import type { ChapterTrack } from './chapter-track.ts';
import type { InitContent, SoundContent } from './read-init.ts';
import { fileHead } from './movie-box.ts';
import { lengthOf, type Run, type SegmentContent } from './read-segment.ts';
import { TrackTable } from './track-table.ts';

/** What of a segment goes into the file, and what before it. */
export interface Piece {
  /** Bytes of the segment, in this order. */
  ranges: readonly { start: number; end: number }[];
  /** What stands before its sound. */
  silence: readonly SilentRun[];
}

export interface PlacedSegment {
  part: number;
  /** Of its first picture or sound, in milliseconds since 1970. */
  startedAt: number;
  init: InitContent;
  content: SegmentContent;
}

const videoPerMs = videoTrack.timescale / 1000;
const soundPerMs = soundTrack.timescale / 1000;
/** What may lack at the end without a word: the last segment is closed a moment after somebody stopped. */
const closingMs = 3000;
/** Smaller ones are rounding. */
const gapMsMin = 50;

interface Before {
  part: number;
  /** Where the pictures (or sound alone) of the segment before ended, in that segment's own time. */
  ownEnd: number;
}

/**
 * Lays segments one after the other on one line of time that is as long as the recording took: where something is missing
 * the last picture stays and there is silence, and the gap is declared. So sound and picture stay together behind any gap,
 * in every player, and the time in the file is the time in the meeting.
 */
export class Timeline {
  readonly #isSound: boolean;
  readonly #video = new TrackTable();
  readonly #sound = new TrackTable();
  readonly gaps: Gap[] = [];
  #size = { width: 0, height: 0 };
  #startedAt: number | null = null;
  #dataBytes = 0;
  #before: Before | null = null;
  /** Of what was added last; all of a recording is alike. */
  #coding: SoundContent | null = null;

  constructor(audioOnly: boolean) {
    this.#isSound = audioOnly;
  }

  get durationMs(): number {
    return Math.round(Math.max(this.#video.duration / videoPerMs, this.#sound.duration / soundPerMs));
  }

  /** When the file begins, in milliseconds since 1970. */
  get startedAt(): number {
    return this.#startedAt ?? 0;
  }

  /** Adds the next segment. Returns what of it stands in the file. */
  add(segment: PlacedSegment): Piece {
    const { content, init } = segment;
    this.#startedAt ??= segment.startedAt;
    const lead = this.#isSound ? content.sound : content.video;
    if (!lead || (!this.#isSound && !init.picture)) throw new Error('A segment lacks its pictures.');
    const at = this.#bridge(segment, lead);
    const pictures = this.#isSound ? [] : this.#addPictures(init, lead);
    const own = lead.start / (this.#isSound ? 1 : videoTrack.timescale / soundTrack.timescale);
    const from = this.#isSound ? at : (at * soundTrack.timescale) / videoTrack.timescale;
    const { silence, range } = this.#addSound(init, content.sound, from + content.sound.start - own);
    this.#before = { part: segment.part, ownEnd: lead.start + lengthOf(lead) };
    return { ranges: [...pictures, range], silence };
  }

  /** Declares that nothing is there of the time up to `stoppedAt`, if that is more than the closing of a segment takes. */
  lacksUntil(stoppedAt: number): void {
    const missingMs = stoppedAt - this.startedAt - this.durationMs;
    if (missingMs > closingMs)
      this.gaps.push({ startSeconds: this.durationMs / 1000, durationSeconds: missingMs / 1000 });
  }

  /** Brings sound to the end of the pictures. Returns the silence that stands behind everything. */
  finish(): readonly SilentRun[] {
    if (this.#isSound || !this.#coding) return [];
    const missing =
      (this.#video.duration * soundTrack.timescale) / videoTrack.timescale - this.#sound.duration;
    const silence = silenceOf(this.#coding.codec, missing);
    if (silence.length > 0)
      this.#sound.chunk(this.#dataBytes, countOf(silence), this.#sound.describe(this.#coding.entry));
    this.#addSilence(silence);
    return silence;
  }

  head(chapters: ChapterTrack | null): Buffer {
    const picture = this.#isSound ? null : { table: this.#video, ...this.#size };
    const { preSkip = 0, codec } = this.#coding ?? {};
    const sound = { table: this.#sound, preSkip, rolls: codec === 'opus' };
    const dataBytes = this.#dataBytes + (chapters?.data.length ?? 0);
    return fileHead({ startedAt: this.startedAt, picture, sound, chapters, dataBytes });
  }

  /**
   * Where the segment does not follow the one before, time passes without anything to see or hear. Returns where it
   * begins, in the time of what leads.
   */
  #bridge({ part, startedAt }: PlacedSegment, lead: Run): number {
    const perMs = this.#isSound ? soundPerMs : videoPerMs;
    const end = (this.#isSound ? this.#sound : this.#video).duration;
    const before = this.#before;
    if (!before || (before.part === part && before.ownEnd === lead.start)) return end;
    const missing = Math.round((startedAt - (this.#startedAt ?? 0)) * perMs) - end;
    if (missing <= 0) return end;
    if (missing / perMs >= gapMsMin)
      this.gaps.push({
        startSeconds: Math.round(end / perMs) / 1000,
        durationSeconds: Math.round(missing / perMs) / 1000,
      });
    // Sound alone is filled up when its next frames are added.
    if (!this.#isSound) this.#video.prolongLast(missing);
    return end + missing;
  }

  #addPictures(init: InitContent, run: Run): { start: number; end: number }[] {
    const { picture } = init;
    if (!picture) return [];
    this.#size = {
      width: Math.max(this.#size.width, picture.width),
      height: Math.max(this.#size.height, picture.height),
    };
    this.#video.chunk(this.#dataBytes, run.sizes.length, this.#video.describe(picture.entry));
    run.sizes.forEach((size, index) =>
      this.#video.sample(size, run.durations[index] ?? 0, run.keyframes[index] ?? false),
    );
    this.#dataBytes += run.dataEnd - run.dataStart;
    return [{ start: run.dataStart, end: run.dataEnd }];
  }

  /** Frames are whole: sound stands at most half of one from its time (AAC: 11 ms), and that never adds up. */
  #addSound(init: InitContent, run: Run, target: number) {
    this.#coding = init.sound;
    const entry = this.#sound.describe(init.sound.entry);
    const { dropped, skippedBytes, overlap } = overlapping(run, this.#sound.duration - target);
    const silence = silenceOf(init.sound.codec, -overlap);
    const kept = run.sizes.subarray(dropped);
    const count = countOf(silence) + kept.length;
    if (count > 0) this.#sound.chunk(this.#dataBytes, count, entry);
    this.#addSilence(silence);
    kept.forEach((size, index) => this.#sound.sample(size, run.durations[dropped + index] ?? 0, true));
    const range = { start: run.dataStart + skippedBytes, end: run.dataEnd };
    this.#dataBytes += range.end - range.start;
    return { silence, range };
  }

  #addSilence(silence: readonly SilentRun[]): void {
    for (const { data, samples, count } of silence) {
      for (let frame = 0; frame < count; frame += 1) this.#sound.sample(data.length, samples, true);
      this.#dataBytes += count * data.length;
    }
  }
}

function countOf(silence: readonly SilentRun[]): number {
  return silence.reduce((sum, { count }) => sum + count, 0);
}

/** How many of a run's frames are over already, by at least half, when it begins so many samples too early. */
function overlapping({ sizes, durations }: Run, samples: number) {
  let [dropped, skippedBytes, overlap] = [0, 0, samples];
  for (; dropped < sizes.length; dropped += 1) {
    const duration = durations[dropped] ?? 0;
    if (overlap < duration / 2) break;
    overlap -= duration;
    skippedBytes += sizes[dropped] ?? 0;
  }
  return { dropped, skippedBytes, overlap };
}
