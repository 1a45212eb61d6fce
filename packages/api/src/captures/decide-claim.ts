import type { CapturePart, CaptureSeat, CaptureState } from './capture-state.ts';
import { endWith, failWith, stopNow } from './capture-moves.ts';
import {
  after,
  captureTimes,
  finalizeLeaseMs,
  finalizeTriesMax,
  partsMax,
  startTriesMax,
} from './capture-times.ts';
import type { CaptureTurn, CaptureSignal, CaptureFacts } from './capture-signal.ts';

type Claim = Extract<CaptureSignal, { e: 'claim' }>;

const notStarted = { code: 'not-started', detail: 'The recorder accepted it and never began.' } as const;
const tooManyParts = { code: 'recorder-failed', detail: 'No recorder could keep it.' } as const;
const notJoined = { code: 'finalize-failed', detail: 'The file could not be joined.' } as const;

/** A new seat is a new part, so that two recorders never write the same one. */
function seated(state: CaptureState, seat: CaptureSeat): CaptureState {
  const part: CapturePart = { part: state.part + 1, startedAt: null, endedAt: null, lastNumber: null };
  return { ...state, seat, part: part.part, parts: [...state.parts, part], waitingSince: null };
}

function claimStart(state: CaptureState, { seat }: Claim, facts: CaptureFacts): CaptureTurn {
  const { now } = facts;
  const dueAt = after(now, captureTimes.claimMs);
  if (state.seat !== null) {
    if (state.tries >= startTriesMax)
      return { state: { ...stopNow(state, notStarted.code, now), failure: notStarted } };
    return { state: { ...state, tries: state.tries + 1, dueAt }, granted: true };
  }
  if (seat === null) {
    const waitingSince = state.waitingSince ?? now;
    return { state: { ...state, waitingSince, dueAt: after(now, captureTimes.seatRetryMs) } };
  }
  if (state.part >= partsMax) return endWith(state, facts, tooManyParts);
  return { state: { ...seated(state, seat), dueAt }, granted: true };
}

function claimStop(state: CaptureState, facts: CaptureFacts): CaptureTurn {
  const { now } = facts;
  const since = state.stoppedAt ?? now;
  const isLate = now.getTime() - since.getTime() >= captureTimes.stopPatienceMs;
  if (state.seat === null || isLate) return endWith({ ...state, seat: null, stoppedAt: since }, facts);
  const dueAt = after(now, captureTimes.stopRetryMs);
  return { state: { ...state, stoppedAt: since, dueAt }, granted: true };
}

function claimFinalize(state: CaptureState, { bytes }: Claim, { now, held }: CaptureFacts): CaptureTurn {
  if (held.size === 0) {
    const nothing = { code: 'nothing-recorded', detail: 'The recorder was lost with all that it had.' };
    return failWith(state, state.failure ?? nothing, now);
  }
  if (state.tries >= finalizeTriesMax) return failWith(state, state.failure ?? notJoined, now);
  const dueAt = after(now, finalizeLeaseMs(bytes));
  return { state: { ...state, tries: state.tries + 1, dueAt }, granted: true };
}

/** A job is taken up once: its copies and those of before name an attempt that is over. */
export function decideClaim(state: CaptureState, event: Claim, facts: CaptureFacts): CaptureTurn | null {
  if (state.step !== event.step || state.attempt !== event.attempt - 1) return null;
  const taken = { ...state, attempt: event.attempt };
  switch (event.step) {
    case 'start':
      return claimStart(taken, event, facts);
    case 'stop':
      return claimStop(taken, facts);
    case 'finalize':
      return claimFinalize(taken, event, facts);
  }
}
