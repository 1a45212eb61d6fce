import type { CaptureOutcome } from '@cloudmeet/contracts';
import type { CaptureState } from './capture-state.ts';
import { failWith, tryAgain, withPart } from './capture-moves.ts';
import { after, backoff, captureTimes, finalizeTriesMax, startTriesMax } from './capture-times.ts';
import type { CaptureTurn, CaptureSignal, CaptureFacts } from './capture-signal.ts';

type Report = Extract<CaptureSignal, { e: 'report' }>;

function reportStart(state: CaptureState, outcome: CaptureOutcome, facts: CaptureFacts): CaptureTurn | null {
  const { now } = facts;
  const { part } = state;
  const closed = withPart(state, part, { endedAt: now.toISOString(), lastNumber: null });
  if (state.seat === null) return null;
  if (outcome.status === 'done')
    return { state: { ...state, dueAt: after(now, captureTimes.startPatienceMs) } };
  if (outcome.status === 'busy') {
    const dueAt = after(now, captureTimes.busyRetryMs);
    const waitingSince = state.waitingSince ?? now;
    return { state: { ...state, parts: closed, seat: null, waitingSince, dueAt } };
  }
  // A recorder that did not answer may have begun all the same: its part is not known to be over.
  const parts = outcome.status === 'unreachable' ? state.parts : closed;
  const tried = { ...state, parts, tries: state.tries + 1 };
  const code = outcome.status === 'unreachable' ? 'recorder-unreachable' : 'recorder-failed';
  return tryAgain(tried, facts, {
    dueAt: backoff(now, captureTimes.retryMs, tried.tries),
    triesMax: startTriesMax,
    failure: { code, detail: outcome.detail ?? 'The recorder did not begin.' },
  });
}

function reportStop(state: CaptureState, outcome: CaptureOutcome, { now }: CaptureFacts): CaptureTurn {
  const tries = outcome.status === 'done' ? 0 : state.tries + 1;
  const dueAt =
    outcome.status === 'done'
      ? after(now, captureTimes.stopRetryMs)
      : backoff(now, captureTimes.retryMs, Math.min(tries, 4));
  return { state: { ...state, tries, dueAt } };
}

function reportFinalize(state: CaptureState, outcome: CaptureOutcome, { now }: CaptureFacts): CaptureTurn {
  const { file, status, detail = 'The file could not be joined.' } = outcome;
  if (status === 'done' && file) {
    const ready = { status: 'ready', step: null, dueAt: null, failure: null, file } as const;
    return { state: { ...state, ...ready }, announce: 'ready' };
  }
  const failure = { code: 'finalize-failed', detail };
  if (state.tries >= finalizeTriesMax) return failWith(state, failure, now);
  const dueAt = backoff(now, captureTimes.finalizeRetryMs, state.tries);
  return { state: { ...state, failure, dueAt } };
}

/** How the call of a job went. Of account is the newest attempt of the step that is to be done now. */
export function decideReport(state: CaptureState, event: Report, facts: CaptureFacts): CaptureTurn | null {
  if (state.step !== event.step || state.attempt !== event.attempt) return null;
  switch (event.step) {
    case 'start':
      return reportStart(state, event.outcome, facts);
    case 'stop':
      return reportStop(state, event.outcome, facts);
    case 'finalize':
      return reportFinalize(state, event.outcome, facts);
  }
}
