import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { FinalizedFile, FinalizeWork } from '@cloudmeet/contracts';
import type { Objects } from '@cloudmeet/platform';
import { readSegment } from './read-segment.ts';
import { inOrder, SegmentSource, type SourceSegment } from './segment-source.ts';
import { silentFrame, Timeline, type Piece } from './timeline.ts';
import { verifyFile } from './verify-file.ts';

interface Plan {
  timeline: Timeline;
  pieces: readonly { segment: SourceSegment; piece: Piece }[];
  silenceAtEnd: number;
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
  return { timeline, pieces, silenceAtEnd: timeline.finish() };
}

function silence(frames: number): Buffer {
  return Buffer.concat(Array.from({ length: frames }, () => silentFrame));
}

/** The file from its first byte to its last; never more than one segment is held. */
async function* contentOf({ timeline, pieces, silenceAtEnd }: Plan, source: SegmentSource) {
  yield timeline.head();
  for (const { segment, piece } of pieces) {
    const data = await source.read(segment);
    if (!data) throw new Error(`The segment ${segment.key} was there a moment ago.`);
    const [pictures, sound] = piece.ranges.length === 2 ? piece.ranges : [undefined, piece.ranges[0]];
    if (pictures) yield data.subarray(pictures.start, pictures.end);
    if (piece.silentFrames > 0) yield silence(piece.silentFrames);
    if (sound && sound.end > sound.start) yield data.subarray(sound.start, sound.end);
  }
  if (silenceAtEnd > 0) yield silence(silenceAtEnd);
}

async function* hashed(content: AsyncIterable<Buffer>, hash: ReturnType<typeof createHash>) {
  for await (const chunk of content) {
    hash.update(chunk);
    yield chunk;
  }
}

/**
 * Joins the segments of a recording to one file that plays from its first bytes on, then reads that file back from the
 * store and looks at every sample of it.
 * @throws Error in words when there is no file that plays; CloudMeetError `unavailable` when the store is away
 */
export async function joinRecording(
  objects: Pick<Objects, 'get' | 'put'>,
  work: FinalizeWork,
): Promise<FinalizedFile> {
  const source = new SegmentSource(objects);
  const planned = await plan(work, source);
  const { timeline } = planned;
  const hash = createHash('sha256');
  const contentType = work.parts.every(({ audioOnly }) => audioOnly) ? 'audio/mp4' : 'video/mp4';
  const { key } = work.output;
  await objects.put(key, Readable.from(hashed(contentOf(planned, source), hash)), { contentType });
  const expected = { sha256: hash.digest('hex'), durationMs: timeline.durationMs };
  const { bytes } = await verifyFile(objects, key, expected);
  return { key, bytes, ...expected, gaps: timeline.gaps, contentType };
}
