import type { CaptureFailure, CaptureStep, FinalizedFile } from '@cloudmeet/contracts';

/** Where a capture is recorded or streamed from: one place at a recorder. */
export interface CaptureSeat {
  recorderId: string;
  seat: number;
  /** Base address of its Jibri API, without a slash at the end. */
  url: string;
}

/** One unbroken run of a capture at one seat. Numbers count from 1 and are never used twice. */
export interface CapturePart {
  part: number;
  startedAt: string | null;
  /** It closed and gave all it had, or never had anything. A recorder that died leaves null until it is back. */
  endedAt: string | null;
  /** Number of its last segment, once it ended; null when it had none. */
  lastNumber: number | null;
}

export type CaptureStatus = 'queued' | 'recording' | 'live' | 'processing' | 'ready' | 'ended' | 'failed';
/** What decides how a capture goes on. */
export interface CaptureState {
  kind: 'recording' | 'stream';
  status: CaptureStatus;
  /** What has to be done next; null while it records or is live, and when it is over. */
  step: CaptureStep | null;
  /** Number of the last job that was taken up: fences off copies and old ones. */
  attempt: number;
  /** When the step is put on the queue (again). */
  dueAt: Date | null;
  /** Failed tries of this step in a row. */
  tries: number;
  /** Number of the newest part, 0 before the first. */
  part: number;
  parts: readonly CapturePart[];
  seat: CaptureSeat | null;
  /** Since when it waits for a seat. */
  waitingSince: Date | null;
  startedAt: Date | null;
  /** Since when it is to stop. */
  stoppedAt: Date | null;
  stopReason: string | null;
  endedAt: Date | null;
  failure: CaptureFailure | null;
  file: FinalizedFile | null;
}

/** Parts with segments in the object store, each with the highest number of one. */
export type HeldSegments = ReadonlyMap<number, number>;

export function isOver({ status }: Pick<CaptureState, 'status'>): boolean {
  return status === 'ready' || status === 'ended' || status === 'failed';
}

/** True while a recorder is to go on with this part. */
export function isWanted(state: Pick<CaptureState, 'seat' | 'part'>, part: number): boolean {
  return state.seat !== null && state.part === part;
}

/** Every part that began has ended, and all that it had has arrived. */
export function isComplete({ parts }: Pick<CaptureState, 'parts'>, held: HeldSegments): boolean {
  return parts.every(({ part, startedAt, endedAt, lastNumber }) => {
    const highest = held.get(part) ?? -1;
    if (startedAt === null && highest < 0) return true;
    return endedAt !== null && highest >= (lastNumber ?? -1);
  });
}
