import type { CaptureChange } from '@cloudmeet/contracts';
import type { CaptureChanges, CaptureRecord, Repositories } from '@cloudmeet/database';
import { announceCapture } from './announce-capture.ts';
import type { CaptureSignal, CaptureTurn } from './capture-signal.ts';
import type { CaptureState } from './capture-state.ts';
import { decideCapture } from './decide-capture.ts';
import { whyNothing } from './why-nothing.ts';

/** A capture after a signal; `turn` is null where that changed nothing. */
export interface Turned {
  capture: CaptureRecord;
  turn: CaptureTurn | null;
}

/** What the room is told of a capture that is so now. */
function changeFor(state: CaptureState, hlsUrl: string | null): CaptureChange {
  if (state.status === 'recording' || state.status === 'live')
    return { status: 'started', ...(hlsUrl === null ? {} : { hlsUrl }) };
  if (state.status === 'failed' && state.failure) return { status: 'failed', ...state.failure };
  return { status: 'stopped', reason: state.stopReason ?? 'stopped' };
}

function changesOf(capture: CaptureRecord, turn: CaptureTurn, more: CaptureChanges): CaptureChanges {
  const { status, step, attempt, dueAt, tries, part, parts, seat, waitingSince } = turn.state;
  const { startedAt, stoppedAt, stopReason, endedAt, failure, file } = turn.state;
  const hlsUrl = more.hlsUrl === undefined ? capture.hlsUrl : more.hlsUrl;
  const told = turn.tellRoom ? [changeFor(turn.state, hlsUrl)] : [];
  return {
    ...{ status, step, attempt, dueAt, tries, part, parts: [...parts], seat, waitingSince },
    ...{ startedAt, stoppedAt, stopReason, endedAt, failure, file },
    untold: [...capture.untold, ...told],
    ...more,
  };
}

/**
 * Has a locked capture take a signal: the change, what its room and what customers are told of it are one transaction.
 * `more` goes along with the change of the machine.
 */
export async function turnCapture(
  repos: Repositories,
  capture: CaptureRecord,
  signal: CaptureSignal,
  { now, more = () => ({}) }: { now: Date; more?: (turn: CaptureTurn) => CaptureChanges },
): Promise<Turned> {
  const { numbers: held } = await repos.captureSegments.held(capture.id);
  const decided = decideCapture(capture, signal, { now, held });
  if (!decided) return { capture, turn: null };
  const failure = await whyNothing(repos, capture, decided.state);
  const turn = failure ? { ...decided, state: { ...decided.state, failure } } : decided;
  const changes = changesOf(capture, turn, more(turn));
  await repos.captures.save(capture.id, changes);
  const turned = { ...capture, ...changes };
  if (turn.announce) await announceCapture(repos, turned, turn.announce);
  return { capture: turned, turn };
}
