import type { Chapter, FinalizeWork } from '@cloudmeet/contracts';

/** Where a file begins in the time of the world, and how long it is. */
export interface FileTime {
  /** In milliseconds since 1970. */
  startedAt: number;
  durationMs: number;
}

function secondsInto({ startedAt }: FileTime, at: string): number {
  return Math.max(0, Date.parse(at) - startedAt) / 1000;
}

/** Chapters in the time of the file: its beginning, and those after it while it lasts, each behind the one before. */
export function placeChapters(moments: FinalizeWork['chapters'], file: FileTime): Chapter[] {
  const chapters: Chapter[] = [{ startSeconds: 0, title: 'Start' }];
  for (const { at, title } of moments) {
    const startSeconds = secondsInto(file, at);
    const last = chapters.at(-1)?.startSeconds ?? 0;
    if (startSeconds > last && startSeconds * 1000 < file.durationMs) chapters.push({ startSeconds, title });
  }
  return chapters;
}

/** How the room was laid out: at the beginning of the file, and each change while it lasts. */
export function placeLayouts(moments: FinalizeWork['layouts'], file: FileTime) {
  const placed = moments
    .map(({ at, layout }) => ({ startSeconds: secondsInto(file, at), layout }))
    .filter(({ startSeconds }) => startSeconds * 1000 < file.durationMs);
  const atStart = placed.findLastIndex(({ startSeconds }) => startSeconds === 0);
  return placed.slice(Math.max(0, atStart));
}
