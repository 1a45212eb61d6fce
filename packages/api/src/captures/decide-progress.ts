import type { CaptureState } from './capture-state.ts';
import { isComplete, isWanted } from './capture-state.ts';
import { endWith, nextPart, tryAgain, withPart } from './capture-moves.ts';
import { after, backoff, captureTimes, startTriesMax } from './capture-times.ts';
import type { CaptureTurn, CaptureSignal, CaptureFacts } from './capture-signal.ts';

type Progress<Kind extends CaptureSignal['e']> = Extract<CaptureSignal, { e: Kind }>;

/** Ends of a part after which nothing more is to be captured. */
const finalReasons = ['stopped', 'session-ended'];

function started(state: CaptureState, { part, at }: Progress<'started'>, now: Date): CaptureTurn | null {
  const one = state.parts.find((other) => other.part === part);
  if (!one || one.startedAt !== null) return null;
  const parts = withPart(state, part, { startedAt: at });
  // A part that is not wanted any more still has to be waited for when the file is joined.
  if (!isWanted(state, part)) return { state: { ...state, parts } };
  const goesOn =
    state.step === 'start' ? ({ step: null, dueAt: null } as const) : { step: state.step, dueAt: now };
  const begun = { ...state, ...goesOn, parts };
  if (state.startedAt !== null) return { state: begun };
  const status = state.kind === 'recording' ? 'recording' : 'live';
  return { state: { ...begun, status, startedAt: new Date(at) }, announce: 'started', tellRoom: true };
}

/** What comes while the file is joined makes that joining worthless: it is begun anew. */
function laterThanJoined(state: CaptureState, { now, held }: CaptureFacts): CaptureState {
  const dueAt = isComplete(state, held) ? now : after(now, captureTimes.lateMs);
  return { ...state, attempt: state.attempt + 1, tries: 0, dueAt };
}

function segment(state: CaptureState, facts: CaptureFacts): CaptureTurn | null {
  if (state.status === 'processing') return { state: laterThanJoined(state, facts) };
  return state.tries > 0 && state.step === null ? { state: { ...state, tries: 0 } } : null;
}

function ended(state: CaptureState, event: Progress<'ended'>, facts: CaptureFacts): CaptureTurn | null {
  const { part, reason, lastNumber } = event;
  const { now } = facts;
  const one = state.parts.find((other) => other.part === part);
  if (!one || one.endedAt !== null) return null;
  const parts = withPart(state, part, { endedAt: now.toISOString(), lastNumber });
  const closed = { ...state, parts };
  if (state.status === 'processing') {
    const isDueNow = isComplete(closed, facts.held) && !isComplete(state, facts.held);
    return { state: isDueNow ? { ...closed, dueAt: now } : closed };
  }
  if (!isWanted(state, part)) return { state: closed };
  const free = { ...closed, seat: null };
  if (state.stoppedAt !== null) return endWith(free, facts);
  if (finalReasons.includes(reason)) return endWith({ ...free, stopReason: reason }, facts);
  return { state: nextPart(free, now) };
}

function failed(state: CaptureState, event: Progress<'failed'>, facts: CaptureFacts): CaptureTurn | null {
  const { part, failure } = event;
  const { now } = facts;
  if (!isWanted(state, part)) return null;
  const parts = withPart(state, part, { endedAt: now.toISOString() });
  const tried = { ...state, parts, seat: null, tries: state.tries + 1 };
  const dueAt = backoff(now, captureTimes.retryMs, tried.tries);
  return tryAgain(tried, facts, { dueAt, triesMax: startTriesMax, failure });
}

/** What a recorder says of a part. */
export function decideProgress(
  state: CaptureState,
  event: Progress<'started' | 'segment' | 'ended' | 'failed'>,
  facts: CaptureFacts,
): CaptureTurn | null {
  switch (event.e) {
    case 'started':
      return started(state, event, facts.now);
    case 'segment':
      return segment(state, facts);
    case 'ended':
      return ended(state, event, facts);
    case 'failed':
      return failed(state, event, facts);
  }
}
