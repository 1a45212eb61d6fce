import { endWith, nextPart, stopNow } from './capture-moves.ts';
import type { CaptureFacts, CaptureSignal, CaptureTurn } from './capture-signal.ts';
import type { CaptureState } from './capture-state.ts';
import { isOver } from './capture-state.ts';
import { decideClaim } from './decide-claim.ts';
import { decideProgress } from './decide-progress.ts';
import { decideReport } from './decide-report.ts';

/**
 * The machine of recordings and streams: how a capture is after an event, null where the event changes nothing. Copies,
 * late ones and those of stale attempts or parts change nothing, in whatever order they come.
 */
export function decideCapture(
  state: CaptureState,
  event: CaptureSignal,
  facts: CaptureFacts,
): CaptureTurn | null {
  if (isOver(state)) return null;
  switch (event.e) {
    case 'claim':
      return decideClaim(state, event, facts);
    case 'report':
      return decideReport(state, event, facts);
    case 'started':
    case 'segment':
    case 'ended':
    case 'failed':
      return decideProgress(state, event, facts);
    case 'lost':
    case 'moved':
      return decideGone(state, event, facts);
    case 'stop':
      return decideStop(state, event.reason, facts);
  }
}

/** A part that cannot go on where it is: the next one begins elsewhere, or what is there is joined. */
function decideGone(
  state: CaptureState,
  { e, part }: { e: 'lost' | 'moved'; part: number },
  { now, held }: CaptureFacts,
): CaptureTurn | null {
  if (state.seat === null || state.part !== part) return null;
  const free = { ...state, seat: null };
  if (state.stoppedAt !== null) return e === 'lost' ? endWith(free, { now, held }) : null;
  return { state: nextPart(free, now) };
}

/** Stopping is asked for once; it is done as a step like any other. */
function decideStop(state: CaptureState, reason: string, { now }: CaptureFacts): CaptureTurn | null {
  if (state.stoppedAt !== null || state.status === 'processing') return null;
  return { state: stopNow(state, reason, now) };
}
