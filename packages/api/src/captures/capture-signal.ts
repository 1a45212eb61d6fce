import type { CaptureFailure, CaptureOutcome, CaptureStep } from '@cloudmeet/contracts';
import type { CaptureSeat, CaptureState, HeldSegments } from './capture-state.ts';

/** What happens to a capture. Events of jobs name their step and attempt, those of recorders their part. */
export type CaptureSignal =
  /** A job was taken up. `seat`: a free one, where one was looked for. */
  | { e: 'claim'; step: CaptureStep; attempt: number; seat: CaptureSeat | null; bytes: number }
  | { e: 'report'; step: CaptureStep; attempt: number; outcome: CaptureOutcome }
  | { e: 'started'; part: number; at: string }
  | { e: 'segment'; part: number }
  | { e: 'ended'; part: number; reason: string; lastNumber: number | null }
  | { e: 'failed'; part: number; failure: CaptureFailure }
  /** The recorder of this part is not heard of any more. */
  | { e: 'lost'; part: number }
  /** The room is mixed somewhere else than this part is recorded. */
  | { e: 'moved'; part: number }
  | { e: 'stop'; reason: string };

/** What decides beside the capture itself. */
export interface CaptureFacts {
  now: Date;
  held: HeldSegments;
}

/** How a capture is after an event, and who has to be told. */
export interface CaptureTurn {
  state: CaptureState;
  /** The claim is granted: its caller does the step. */
  granted?: true;
  /** The webhook of the change: `recording.started`, `stream.ended` and so on. */
  announce?: 'started' | 'ready' | 'ended' | 'failed';
  /** The room sees the change too. */
  tellRoom?: true;
}
