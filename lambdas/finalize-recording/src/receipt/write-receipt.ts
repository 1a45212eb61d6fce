import type { FinalizedFile, FinalizeWork, RecordingReceipt } from '@cloudmeet/contracts';
import type { Objects } from '@cloudmeet/platform';
import type { SourceSegment } from '../mp4/segment-source.ts';
import { placeLayouts } from './place.ts';

export interface JoinedRecording {
  file: FinalizedFile;
  /** The segments that are in the file, in their order. */
  joined: readonly SourceSegment[];
  /** When the file begins, in milliseconds since 1970. */
  beganAtMs: number;
}

function partsOf(joined: readonly SourceSegment[]): RecordingReceipt['parts'] {
  return [...Map.groupBy(joined, ({ part }) => part)].map(([part, segments]) => ({
    part,
    startedAt: segments[0]?.startedAt ?? '',
    segments: segments.length,
    durationSeconds: Math.round(segments.reduce((sum, { durationMs }) => sum + durationMs, 0)) / 1000,
  }));
}

export function receiptOf(
  work: FinalizeWork,
  { file, joined, beganAtMs }: JoinedRecording,
): RecordingReceipt {
  const { bytes, sha256, contentType, durationMs, gaps, chapters } = file;
  return {
    ...work.facts,
    layouts: placeLayouts(work.layouts, { startedAt: beganAtMs, durationMs }),
    chapters,
    gaps,
    parts: partsOf(joined),
    file: { bytes, sha256, contentType, durationSeconds: durationMs / 1000 },
  };
}

/** Writes what is known of a joined recording beside it. @throws CloudMeetError `unavailable` when the store is away */
export async function writeReceipt(
  objects: Pick<Objects, 'put'>,
  work: FinalizeWork,
  recording: JoinedRecording,
): Promise<void> {
  const content = Buffer.from(JSON.stringify(receiptOf(work, recording), null, 2));
  const { bytes } = await objects.put(work.output.receiptKey, content, { contentType: 'application/json' });
  if (bytes !== content.length) throw new Error('The receipt did not arrive whole.');
}
