import { seededRandom } from '@cloudmeet/testing';
import { describe, expect, test } from 'vitest';
import type { CaptureState } from './capture-state.ts';
import { isOver, isWanted } from './capture-state.ts';
import { captureTimes } from './capture-times.ts';
import { decideCapture } from './decide-capture.ts';
import type { CaptureFacts, CaptureSignal, CaptureTurn } from './capture-signal.ts';

type Decide = (state: CaptureState, signal: CaptureSignal, facts: CaptureFacts) => CaptureTurn | null;

const now = new Date('2026-11-21T12:00:00.000Z');
const seat = { recorderId: 'recorder_1', seat: 0, url: 'http://127.0.0.1:1/seats/0' };
const file = {
  ...{ key: 'recordings/x.mp4', bytes: 10, sha256: 'a'.repeat(64), durationMs: 5, gaps: [] },
  ...{ chapters: [], receiptKey: null },
  contentType: 'video/mp4',
};
const running = { part: 2, startedAt: now.toISOString(), endedAt: null, lastNumber: null };
const over = { part: 1, startedAt: now.toISOString(), endedAt: now.toISOString(), lastNumber: 3 };
const fresh: CaptureState = {
  ...{ kind: 'recording', status: 'queued', step: 'start', attempt: 0, dueAt: now, tries: 0, part: 0 },
  ...{ parts: [], seat: null, waitingSince: null, startedAt: null, stoppedAt: null, stopReason: null },
  ...{ endedAt: null, failure: null, file: null },
};
const begun: CaptureState = { ...fresh, attempt: 4, part: 2, parts: [over, running] };
const stopping = { step: 'stop', stoppedAt: now, stopReason: 'requested' } as const;

/** Every state that a recording can stand in; a stream has the same but for its names. */
const recordingStates: Record<string, CaptureState> = {
  fresh,
  waiting: { ...fresh, attempt: 1, waitingSince: now },
  seated: { ...begun, parts: [{ ...running, part: 2, startedAt: null }], seat },
  recording: { ...begun, status: 'recording', step: null, dueAt: null, startedAt: now, seat },
  'between parts': { ...begun, status: 'recording', startedAt: now },
  'stopped before a seat': { ...fresh, attempt: 1, ...stopping },
  stopping: { ...begun, status: 'recording', startedAt: now, seat, ...stopping },
  'stopping without a seat': { ...begun, status: 'recording', startedAt: now, ...stopping },
  joining: { ...begun, status: 'processing', step: 'finalize', startedAt: now, stoppedAt: now, endedAt: now },
  ready: { ...begun, status: 'ready', step: null, dueAt: null, file },
  failed: { ...begun, status: 'failed', step: null, dueAt: null },
};
const asStream = (state: CaptureState): CaptureState => ({
  ...state,
  kind: 'stream',
  status: state.status === 'recording' ? 'live' : state.status === 'ready' ? 'ended' : state.status,
});
const streamStates = Object.entries(recordingStates)
  .filter(([name]) => name !== 'joining')
  .map(([name, state]) => [`${name} (stream)`, asStream(state)] as const);
const states = [...Object.entries(recordingStates), ...streamStates];

const steps = ['start', 'stop', 'finalize'] as const;
const statuses = ['done', 'busy', 'unreachable', 'failed'] as const;
const failure = { code: 'egress-failed', detail: 'It broke.' };

/** Every signal there is, of every attempt and part from long ago to never yet. */
function signals(): CaptureSignal[] {
  const jobs = steps.flatMap((step) =>
    [1, 3, 4, 5, 6].flatMap((attempt): CaptureSignal[] => [
      { e: 'claim', step, attempt, seat: null, bytes: 1000 },
      { e: 'claim', step, attempt, seat, bytes: 1000 },
      ...statuses.map((status): CaptureSignal => ({
        e: 'report',
        step,
        attempt,
        outcome: { status, file, detail: 'x' },
      })),
    ]),
  );
  const parts = [1, 2, 3, 9].flatMap((part): CaptureSignal[] => [
    { e: 'started', part, at: now.toISOString() },
    { e: 'segment', part },
    { e: 'ended', part, reason: 'stopped', lastNumber: 3 },
    { e: 'ended', part, reason: 'draining', lastNumber: null },
    { e: 'failed', part, failure },
    { e: 'lost', part },
    { e: 'moved', part },
  ]);
  return [...jobs, ...parts, { e: 'stop', reason: 'requested' }];
}

const order = { queued: 0, recording: 1, live: 1, processing: 2, ready: 3, ended: 3, failed: 3 } as const;
const facts: CaptureFacts = { now, held: new Map([[1, 3]]) };
const nothingHeld: CaptureFacts = { now, held: new Map() };

/** What holds after every turn, whatever it was. */
function wrongWith(before: CaptureState, signal: CaptureSignal, turn: CaptureTurn | null): string[] {
  if (!turn) return [];
  const { state } = turn;
  const isJob = signal.e === 'claim' || signal.e === 'report';
  const current = signal.e === 'claim' ? before.attempt + 1 : before.attempt;
  const rules: [string, boolean][] = [
    ['what is over stays as it is', !isOver(before)],
    ['it never goes back', order[state.status] >= order[before.status]],
    ['attempts and parts only grow', state.attempt >= before.attempt && state.part >= before.part],
    ['what is over has nothing to do', !isOver(state) || (state.step === null && state.seat === null)],
    ['what is to do has its time', state.step === null || state.dueAt !== null],
    ['what has nothing to do is seated or over', state.step !== null || isOver(state) || state.seat !== null],
    ['ready is what has a file', (state.status === 'ready') === (state.file !== null && isOver(state))],
    ['a failure has its reason', state.status !== 'failed' || state.failure !== null],
    ['a stale job does nothing', !isJob || (signal.step === before.step && signal.attempt === current)],
    ['a granted call has its seat', !turn.granted || state.step === 'finalize' || state.seat !== null],
    ['a part never comes twice', new Set(state.parts.map(({ part }) => part)).size === state.parts.length],
    ['only a claim takes a seat', signal.e === 'claim' || state.seat === null || before.seat !== null],
  ];
  return rules.filter(([, holds]) => !holds).map(([name]) => name);
}

function allWrong(decide: Decide): string[] {
  return states.flatMap(([name, state]) =>
    [facts, nothingHeld].flatMap((known) =>
      signals().flatMap((signal) =>
        wrongWith(state, signal, decide(state, signal, known)).map(
          (rule) => `${name}: ${JSON.stringify(signal)}: ${rule}`,
        ),
      ),
    ),
  );
}

test('RC-2 every state and every signal: nothing goes back, nothing stale counts, nothing is left without a time', () => {
  expect(allWrong(decideCapture)).toEqual([]);
});

test('RC-2 control: a machine that believes old attempts and parts is caught', () => {
  const believing: Decide = (state, signal, known) => {
    if (signal.e === 'claim') return decideCapture(state, { ...signal, attempt: state.attempt + 1 }, known);
    if (signal.e === 'report') return decideCapture(state, { ...signal, attempt: state.attempt }, known);
    return decideCapture(state, signal, known);
  };
  expect(allWrong(believing)).not.toEqual([]);
});

test.each(states)('RC-3 a copy of any signal changes nothing more: %s', (_name, state) => {
  for (const signal of signals()) {
    const first = decideCapture(state, signal, facts);
    if (!first) continue;
    const again = decideCapture(first.state, signal, facts);
    if (signal.e === 'claim') expect(again, JSON.stringify(signal)).toBeNull();
    expect(again?.announce, JSON.stringify(signal)).toBeUndefined();
  }
});

test.each(states)(
  'RC-2 of a part that is not the present one nothing but its end is noted: %s',
  (_name, state) => {
    for (const signal of signals()) {
      if (!('part' in signal) || isWanted(state, signal.part) || state.status === 'processing') continue;
      const turn = decideCapture(state, signal, facts);
      if (turn) expect({ ...turn.state, parts: state.parts }).toEqual(state);
    }
  },
);

/** Copies, old and new ones in any order, then nobody answers any more, then somebody stops it. */
function storm(seed: number, kind: CaptureState['kind'], decide: Decide): CaptureState {
  const random = seededRandom(seed);
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)]!;
  let state: CaptureState = { ...fresh, kind };
  let clock = now;
  const held = new Map<number, number>();
  const turn = (signal: CaptureSignal) => {
    const made = decide(state, signal, { now: clock, held });
    expect(wrongWith(state, signal, made)).toEqual([]);
    if (made) state = made.state;
  };
  const due = () => {
    const attempt = state.attempt + 1;
    if (state.step)
      turn({ e: 'claim', step: state.step, attempt, seat: random() < 0.5 ? seat : null, bytes: 0 });
  };
  const all = signals();
  for (let n = 0; n < 60; n += 1) {
    const part = Math.max(1, state.part - Math.floor(random() * 2));
    const signal = pick(all);
    if (random() < 0.3) due();
    if (signal.e === 'segment' && part <= state.part) held.set(part, 3);
    turn(
      'part' in signal
        ? { ...signal, part }
        : { ...signal, ...('attempt' in signal ? { attempt: state.attempt } : {}) },
    );
    clock = new Date(clock.getTime() + Math.floor(random() * 3000));
  }
  turn({ e: 'stop', reason: 'session-ended' });
  for (let n = 0; n < 40 && !isOver(state); n += 1) {
    clock = new Date(Math.max(clock.getTime(), state.dueAt?.getTime() ?? 0));
    due();
    turn({
      e: 'report',
      step: state.step ?? 'start',
      attempt: state.attempt,
      outcome: { status: 'unreachable' },
    });
  }
  return state;
}

describe.each(['recording', 'stream'] as const)('RC-4 a %s', (kind) => {
  test('ends, whatever came before and although nobody answers', () => {
    for (let seed = 1; seed <= 200; seed += 1) {
      const { status } = storm(seed, kind, decideCapture);
      expect(['ready', 'failed', 'ended'], `seed ${String(seed)}`).toContain(status);
    }
  });
});

test('RC-4 control: a machine whose stop waits for its recorder for ever is caught', () => {
  const patient: Decide = (state, signal, known) =>
    decideCapture(
      signal.e === 'claim' ? { ...state, stoppedAt: state.stoppedAt && known.now } : state,
      signal,
      known,
    );
  const stuck = Array.from({ length: 50 }, (_, seed) => storm(seed, 'recording', patient)).filter(
    (state) => !isOver(state),
  );
  expect(stuck).not.toEqual([]);
});

test('RC-9 a lost recorder: the next part elsewhere while it goes on, the file of what there is once it was stopped', () => {
  const lost = { e: 'lost', part: 2 } as const;
  const onward = decideCapture(recordingStates.recording!, lost, facts);
  expect(onward?.state).toMatchObject({ status: 'recording', step: 'start', seat: null, dueAt: now });
  const joined = decideCapture(recordingStates.stopping!, lost, facts);
  expect(joined?.state).toMatchObject({ status: 'processing', step: 'finalize' });
  expect(joined?.state.dueAt).toEqual(new Date(now.getTime() + captureTimes.recoverMs));
  const ended = { e: 'ended', part: 2, reason: 'stopped', lastNumber: null } as const;
  expect(decideCapture(joined!.state, ended, facts)?.state.dueAt).toEqual(now);
});

test('RC-10 a segment that comes while the file is joined has it joined anew', () => {
  const taken = { ...recordingStates.joining!, attempt: 7 };
  const late = decideCapture(taken, { e: 'segment', part: 1 }, facts);
  expect(late?.state.attempt).toBe(8);
  const report = { e: 'report', step: 'finalize', attempt: 7, outcome: { status: 'done', file } } as const;
  expect(decideCapture(late!.state, report, facts)).toBeNull();
});
