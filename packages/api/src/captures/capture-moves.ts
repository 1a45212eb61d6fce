import type { CaptureFailure } from '@cloudmeet/contracts';
import type { CapturePart, CaptureState, HeldSegments } from './capture-state.ts';
import { isComplete } from './capture-state.ts';
import { after, captureTimes } from './capture-times.ts';
import type { CaptureTurn, CaptureFacts } from './capture-signal.ts';

const nothingRecorded: CaptureFailure = {
  code: 'nothing-recorded',
  detail: 'It was stopped before anything was recorded.',
};
const nothingStreamed: CaptureFailure = {
  code: 'nothing-streamed',
  detail: 'It was stopped before anything was streamed.',
};

/** The same parts with one of them changed. */
export function withPart(
  { parts }: CaptureState,
  part: number,
  change: Partial<CapturePart>,
): readonly CapturePart[] {
  return parts.map((one) => (one.part === part ? { ...one, ...change } : one));
}

/** Free of its seat: the next claim finds another one and counts the next part. */
export function nextPart(state: CaptureState, dueAt: Date): CaptureState {
  return { ...state, seat: null, step: 'start', dueAt };
}

export function stopNow(state: CaptureState, stopReason: string, now: Date): CaptureState {
  return { ...state, step: 'stop', stoppedAt: now, stopReason, dueAt: now, tries: 0 };
}

export function failWith(state: CaptureState, failure: CaptureFailure, now: Date): CaptureTurn {
  const over = { seat: null, step: null, dueAt: null, waitingSince: null, endedAt: now } as const;
  return { state: { ...state, ...over, status: 'failed', failure }, announce: 'failed', tellRoom: true };
}

/** When what was recorded is joined: at once, or when a lost recorder had time to bring the rest. */
export function joinAt(state: CaptureState, held: HeldSegments, now: Date): Date {
  return isComplete(state, held) ? now : after(now, captureTimes.recoverMs);
}

/** Nothing more is captured. A recording is joined of what there is; a stream is over. */
export function endWith(
  state: CaptureState,
  { now, held }: CaptureFacts,
  failure: CaptureFailure | null = state.failure,
): CaptureTurn {
  const { kind, startedAt } = state;
  if (kind === 'stream') {
    if (startedAt === null) return failWith(state, failure ?? nothingStreamed, now);
    const over = { seat: null, step: null, dueAt: null, endedAt: now } as const;
    return { state: { ...state, ...over, status: 'ended' }, announce: 'ended', tellRoom: true };
  }
  if (held.size === 0 && isComplete(state, held)) return failWith(state, failure ?? nothingRecorded, now);
  const stopped = { stoppedAt: state.stoppedAt ?? now, endedAt: now, failure, tries: 0, waitingSince: null };
  const dueAt = joinAt(state, held, now);
  return {
    state: { ...state, ...stopped, seat: null, status: 'processing', step: 'finalize', dueAt },
    tellRoom: true,
  };
}

/** Another try, elsewhere and later; after too many what is there is all there will be. */
export function tryAgain(
  state: CaptureState,
  facts: CaptureFacts,
  { dueAt, triesMax, failure }: { dueAt: Date; triesMax: number; failure: CaptureFailure },
): CaptureTurn {
  if (state.stoppedAt !== null || state.tries >= triesMax)
    return endWith({ ...state, seat: null }, facts, failure);
  return { state: nextPart(state, dueAt) };
}
