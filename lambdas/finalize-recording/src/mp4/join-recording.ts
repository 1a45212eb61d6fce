import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { Chapter, FinalizedFile, FinalizeWork } from '@cloudmeet/contracts';
import type { SilentRun } from '@cloudmeet/media-core/mp4';
import type { Objects } from '@cloudmeet/platform';
import { chapterTrack } from './chapter-track.ts';
import { readSegment } from './read-segment.ts';
import { inOrder, SegmentSource, type SourceSegment } from './segment-source.ts';
import { Timeline, type Piece } from './timeline.ts';
import { verifyFile } from './verify-file.ts';
import { placeChapters } from '../receipt/place.ts';
import { writeReceipt } from '../receipt/write-receipt.ts';

interface Plan {
  timeline: Timeline;
  pieces: readonly { segment: SourceSegment; piece: Piece }[];
  silenceAtEnd: readonly SilentRun[];
  chapters: Chapter[];
}

/** Looks at every segment once: what each has, where it goes, and which cannot be had any more. */
async function plan(work: FinalizeWork, source: SegmentSource): Promise<Plan> {
  const audioOnly = work.parts.every((part) => part.audioOnly);
  const timeline = new Timeline(audioOnly);
  const pieces: { segment: SourceSegment; piece: Piece }[] = [];
  for (const segment of inOrder(work)) {
    const data = await source.read(segment);
    const init = data && (await source.init(segment.init));
    if (!data || !init) continue;
    const { part, startedAt } = segment;
    const content = readSegment(data);
    const piece = timeline.add({ part, startedAt: Date.parse(startedAt), init, content });
    pieces.push({ segment, piece });
  }
  if (pieces.length === 0) throw new Error('Nothing of the recording can be read.');
  const silenceAtEnd = timeline.finish();
  const { stoppedAt } = work.facts;
  if (stoppedAt !== null) timeline.lacksUntil(Date.parse(stoppedAt));
  return { timeline, pieces, silenceAtEnd, chapters: placeChapters(work.chapters, timeline) };
}

function bytesOf(silence: readonly SilentRun[]): Buffer {
  return Buffer.concat(silence.map(({ data, count }) => Buffer.alloc(count * data.length, data)));
}

/** The file from its first byte to its last; never more than one segment is held. */
async function* contentOf({ timeline, pieces, silenceAtEnd, chapters }: Plan, source: SegmentSource) {
  const track = chapterTrack(chapters, timeline.durationMs);
  yield timeline.head(track);
  if (track) yield track.data;
  for (const { segment, piece } of pieces) {
    const data = await source.read(segment);
    if (!data) throw new Error(`The segment ${segment.key} was there a moment ago.`);
    const [pictures, sound] = piece.ranges.length === 2 ? piece.ranges : [undefined, piece.ranges[0]];
    if (pictures) yield data.subarray(pictures.start, pictures.end);
    if (piece.silence.length > 0) yield bytesOf(piece.silence);
    if (sound && sound.end > sound.start) yield data.subarray(sound.start, sound.end);
  }
  if (silenceAtEnd.length > 0) yield bytesOf(silenceAtEnd);
}

async function* hashed(content: AsyncIterable<Buffer>, hash: ReturnType<typeof createHash>) {
  for await (const chunk of content) {
    hash.update(chunk);
    yield chunk;
  }
}

/**
 * Joins the segments of a recording to one file that plays from its first bytes on, then reads that file back from the
 * store and looks at every sample of it, and writes its receipt beside it.
 * @throws Error in words when there is no file that plays; CloudMeetError `unavailable` when the store is away
 */
export async function joinRecording(
  objects: Pick<Objects, 'get' | 'put'>,
  work: FinalizeWork,
): Promise<FinalizedFile> {
  const source = new SegmentSource(objects);
  const planned = await plan(work, source);
  const { timeline, chapters } = planned;
  const hash = createHash('sha256');
  const contentType = work.parts.every(({ audioOnly }) => audioOnly) ? 'audio/mp4' : 'video/mp4';
  const { key, receiptKey } = work.output;
  await objects.put(key, Readable.from(hashed(contentOf(planned, source), hash)), { contentType });
  const expected = { sha256: hash.digest('hex'), durationMs: timeline.durationMs };
  const { bytes } = await verifyFile(objects, key, expected);
  const file = { key, bytes, ...expected, gaps: timeline.gaps, chapters, contentType, receiptKey };
  const joined = planned.pieces.map(({ segment }) => segment);
  await writeReceipt(objects, work, { file, joined, beganAtMs: timeline.startedAt });
  return file;
}
