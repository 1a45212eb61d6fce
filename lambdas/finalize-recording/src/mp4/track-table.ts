import { allU32, allU64, box, fullBox, u32 } from '@cloudmeet/media-core/mp4';
import { NumberList, RunLengths } from './number-list.ts';

/** The tables of one track (ISO 14496-12 section 8.6 and 8.7), as they grow sample by sample and chunk by chunk. */
export class TrackTable {
  readonly #entries: Buffer[] = [];
  readonly #sizes = new NumberList();
  readonly #keyframes = new NumberList();
  readonly #durations = new RunLengths();
  #lastDuration = 0;
  /** Offsets of chunks from where the data begins. */
  readonly #chunks: number[] = [];
  readonly #chunkRuns: { first: number; samples: number; entry: number }[] = [];
  #duration = 0;
  #allKeyframes = true;

  /** In the track's time, with what is still open. */
  get duration(): number {
    return this.#duration;
  }

  get samples(): number {
    return this.#sizes.length;
  }

  /** Number of a description, from 1; the same one again is the same. */
  describe(entry: Buffer): number {
    const known = this.#entries.findIndex((one) => one.equals(entry));
    return known === -1 ? this.#entries.push(entry) : known + 1;
  }

  chunk(offset: number, samples: number, entry: number): void {
    this.#chunks.push(offset);
    const last = this.#chunkRuns.at(-1);
    if (last?.samples === samples && last.entry === entry) return;
    this.#chunkRuns.push({ first: this.#chunks.length, samples, entry });
  }

  sample(size: number, duration: number, keyframe: boolean): void {
    this.#flush();
    this.#lastDuration = duration;
    this.#duration += duration;
    this.#sizes.push(size);
    if (keyframe) this.#keyframes.push(this.samples);
    else this.#allKeyframes = false;
  }

  /** What was seen last stays. */
  prolongLast(duration: number): void {
    this.#lastDuration += duration;
    this.#duration += duration;
  }

  /** `dataStart`: where the data begins in the file; `groups`: boxes that say more of the samples. */
  toBox(dataStart: number, groups: readonly Buffer[] = []): Buffer {
    this.#flush();
    this.#lastDuration = 0;
    const rows = this.#durations.rows();
    const offsets = this.#chunks.map((offset) => dataStart + offset);
    const isLong = (offsets.at(-1) ?? 0) > 0xffff_ffff - 0x1000_0000;
    const keyframes = this.#keyframes;
    return box(
      'stbl',
      fullBox('stsd', 0, 0, u32(this.#entries.length), ...this.#entries),
      fullBox('stts', 0, 0, u32(rows.length), allU32(rows.flat())),
      ...(this.#allKeyframes ? [] : [fullBox('stss', 0, 0, u32(keyframes.length), keyframes.toBytes())]),
      fullBox('stsc', 0, 0, u32(this.#chunkRuns.length), allU32(this.#chunkRuns.flatMap(rowOf))),
      fullBox('stsz', 0, 0, u32(0, this.samples), this.#sizes.toBytes()),
      isLong
        ? fullBox('co64', 0, 0, u32(offsets.length), allU64(offsets))
        : fullBox('stco', 0, 0, u32(offsets.length), allU32(offsets)),
      ...groups,
    );
  }

  #flush(): void {
    if (this.#lastDuration > 0) this.#durations.push(this.#lastDuration);
  }
}

function rowOf({ first, samples, entry }: { first: number; samples: number; entry: number }): number[] {
  return [first, samples, entry];
}
