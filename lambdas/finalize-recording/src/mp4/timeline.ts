import type { Gap } from '@cloudmeet/contracts';
import { soundTrack, videoTrack } from '@cloudmeet/media-core/mp4';
import type { ChapterTrack } from './chapter-track.ts';
import type { InitContent } from './read-init.ts';
import { fileHead } from './movie-box.ts';
import { lengthOf, type Run, type SegmentContent } from './read-segment.ts';
import { TrackTable } from './track-table.ts';

/** What of a segment goes into the file, and what before it. */
export interface Piece {
  /** Bytes of the segment, in this order. */
  ranges: readonly { start: number; end: number }[];
  /** Frames of silence before its sound. */
  silentFrames: number;
}

export interface PlacedSegment {
  part: number;
  /** Of its first picture or sound, in milliseconds since 1970. */
  startedAt: number;
  init: InitContent;
  content: SegmentContent;
}

/** Silence of 1,024 samples as AAC-LC in mono (ISO 14496-3): a channel without spectrum. */
export const silentFrame = Buffer.from('01182007', 'hex');
export const frameSamples = 1024;

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
    const { silentFrames, range } = this.#addSound(init, content.sound, from + content.sound.start - own);
    this.#before = { part: segment.part, ownEnd: lead.start + lengthOf(lead) };
    return { ranges: [...pictures, range], silentFrames };
  }

  /** Declares that nothing is there of the time up to `stoppedAt`, if that is more than the closing of a segment takes. */
  lacksUntil(stoppedAt: number): void {
    const missingMs = stoppedAt - this.startedAt - this.durationMs;
    if (missingMs > closingMs)
      this.gaps.push({ startSeconds: this.durationMs / 1000, durationSeconds: missingMs / 1000 });
  }

  /** Brings sound to the end of the pictures. Returns the frames of silence that stand behind everything. */
  finish(): number {
    if (this.#isSound) return 0;
    const missing =
      (this.#video.duration * soundTrack.timescale) / videoTrack.timescale - this.#sound.duration;
    return this.#addSilence(Math.max(0, Math.floor(missing / frameSamples)), true);
  }

  head(chapters: ChapterTrack | null): Buffer {
    const picture = this.#isSound ? null : { table: this.#video, ...this.#size };
    const sound = { table: this.#sound };
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

  /** Frames are whole: sound stands at most half of one, 11 ms, from its time, and that never adds up. */
  #addSound(init: InitContent, run: Run, target: number) {
    const entry = this.#sound.describe(init.sound.entry);
    const off = Math.round((target - this.#sound.duration) / frameSamples);
    const dropped = Math.min(run.sizes.length, Math.max(0, -off));
    const silentFrames = Math.max(0, off);
    const kept = run.sizes.subarray(dropped);
    const skipped = run.sizes.subarray(0, dropped).reduce((sum, size) => sum + size, 0);
    if (silentFrames + kept.length > 0) this.#sound.chunk(this.#dataBytes, silentFrames + kept.length, entry);
    this.#addSilence(silentFrames, false);
    for (const size of kept) this.#sound.sample(size, frameSamples, true);
    const range = { start: run.dataStart + skipped, end: run.dataEnd };
    this.#dataBytes += range.end - range.start;
    return { silentFrames, range };
  }

  #addSilence(frames: number, withChunk: boolean): number {
    if (withChunk && frames > 0) this.#sound.chunk(this.#dataBytes, frames, 1);
    for (let frame = 0; frame < frames; frame += 1)
      this.#sound.sample(silentFrame.length, frameSamples, true);
    this.#dataBytes += frames * silentFrame.length;
    return frames;
  }
}
