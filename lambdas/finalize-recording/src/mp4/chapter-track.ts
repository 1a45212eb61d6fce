import type { Chapter } from '@cloudmeet/contracts';
import { box, u16, u32 } from '@cloudmeet/media-core/mp4';
import { TrackTable } from './track-table.ts';

/** Chapters as players list them: a track of texts that the others refer to (QuickTime File Format, "Chapter Lists"). */
export interface ChapterTrack {
  table: TrackTable;
  /** Its samples. They stand before all others, so that a player has them at once. */
  data: Buffer;
}

/** Milliseconds. */
export const chapterTimescale = 1000;

/** A text without style: no box, no colour, one font without a name (QuickTime File Format, "Text Sample Description"). */
const entry = box(
  'text',
  Buffer.alloc(6),
  u16(1),
  ...[u32(1), u16(0), Buffer.alloc(4), Buffer.alloc(8)],
  ...[u32(0), u16(1), u16(0), u32(0)],
  box('ftab', u16(1, 1), Buffer.from([0])),
);
const isUtf8 = box('encd', u32(0x100));

function sampleOf({ title }: Chapter): Buffer {
  const text = Buffer.from(title, 'utf8');
  return Buffer.concat([u16(text.length), text, isUtf8]);
}

/** Each chapter lasts until the next one; those without any length are left out. Null where none is left. */
export function chapterTrack(chapters: readonly Chapter[], durationMs: number): ChapterTrack | null {
  const table = new TrackTable();
  const samples: Buffer[] = [];
  const startMs = ({ startSeconds }: Chapter) => Math.round(1000 * startSeconds);
  for (const [index, chapter] of chapters.entries()) {
    const next = chapters[index + 1];
    const length = (next ? startMs(next) : Math.round(durationMs)) - startMs(chapter);
    if (length <= 0) continue;
    const sample = sampleOf(chapter);
    table.sample(sample.length, length, true);
    samples.push(sample);
  }
  if (samples.length === 0) return null;
  table.chunk(0, samples.length, table.describe(entry));
  return { table, data: Buffer.concat(samples) };
}
