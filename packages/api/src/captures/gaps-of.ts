import type { Recording } from '@cloudmeet/contracts';
import type { CaptureRecord } from '@cloudmeet/database';

/** What may lack at the end without a word: the last segment is closed a moment after somebody stopped. */
const closingMs = 3000;

/**
 * Where a file has nothing of the meeting: the gaps inside it, and the end where it stops before the recording was
 * stopped, as it does when its room lost the mix and got no other.
 */
export function gapsOf({
  file,
  startedAt,
  stoppedAt,
}: Pick<CaptureRecord, 'file' | 'startedAt' | 'stoppedAt'>): Recording['gaps'] {
  if (!file) return [];
  const lackingMs = startedAt && stoppedAt ? stoppedAt.getTime() - startedAt.getTime() - file.durationMs : 0;
  if (lackingMs <= closingMs) return file.gaps;
  return [...file.gaps, { startSeconds: file.durationMs / 1000, durationSeconds: lackingMs / 1000 }];
}
