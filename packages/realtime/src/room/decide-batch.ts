import { CloudMeetError } from '@cloudmeet/contracts';
import type { Entry } from '@cloudmeet/contracts';
import { advance, numberEntries } from './advance.ts';
import type { CommandMemory } from './command-memory.ts';
import type { Decided, DecisionContext, Outcome } from './decided.ts';
import type { RequestedCapture } from './requested-capture.ts';
import { isLive } from './room-view.ts';
import type { Ban, RoomView } from './room-view.ts';

/** Something to decide and write in its turn. */
export interface Operation {
  decide(view: RoomView, context: DecisionContext): Outcome;
  /** Author of the entries; absent when the server or the customer's API did it. */
  by?: string;
  /** Set for commands: one that was done already is not done again. */
  commandId?: string;
}

/** What became of an operation. `seq`: the newest entry once it was done. */
export type Settled =
  | { done: true; seq: number; entries: readonly Entry[]; decided: Decided | undefined }
  | { done: false; error: CloudMeetError };

export interface Batch<Op extends Operation> {
  /** The room after the batch. */
  view: RoomView;
  entries: readonly Entry[];
  bans: readonly Ban[];
  captures: readonly RequestedCapture[];
  settled: readonly { operation: Op; outcome: Settled }[];
}

interface Step {
  view: RoomView;
  outcome: Settled;
}

/** Deciding is code of ours and should not throw; when it does, that one operation fails and nothing else. */
function decideSafely(operation: Operation, view: RoomView, context: DecisionContext): Outcome {
  try {
    return operation.decide(view, context);
  } catch (error) {
    return CloudMeetError.from(error);
  }
}

function decideOne(
  operation: Operation,
  view: RoomView,
  context: DecisionContext,
  memory: CommandMemory,
): Step {
  const { by, commandId } = operation;
  const isCommand = by !== undefined && commandId !== undefined;
  const before = isCommand ? memory.find(by, commandId) : undefined;
  if (before !== undefined)
    return { view, outcome: { done: true, seq: before, entries: [], decided: undefined } };
  const decided = decideSafely(operation, view, context);
  if (decided instanceof CloudMeetError) return { view, outcome: { done: false, error: decided } };
  const entries = numberEntries(view, decided, { by, commandId, at: context.at });
  const after = advance(view, decided, entries);
  if (isCommand) memory.add(by, commandId, after.state.seq);
  const outcome: Settled = { done: true, seq: after.state.seq, entries, decided };
  return { view: after, outcome };
}

/** Decides in order. Ends with the operation that ends the session: what comes after it belongs to another log. */
export function decideBatch<Op extends Operation>(
  before: RoomView,
  operations: readonly Op[],
  context: DecisionContext,
  memory: CommandMemory,
): Batch<Op> {
  let view = before;
  const settled: { operation: Op; outcome: Settled }[] = [];
  for (const operation of operations) {
    const step = decideOne(operation, view, context, memory);
    const hasEnded = isLive(view.state) && !isLive(step.view.state);
    view = step.view;
    settled.push({ operation, outcome: step.outcome });
    if (hasEnded) break;
  }
  const done = settled.flatMap(({ outcome }) => (outcome.done ? [outcome] : []));
  return {
    ...{ view, settled },
    entries: done.flatMap(({ entries }) => entries),
    bans: done.flatMap(({ decided }) => decided?.bans ?? []),
    captures: done.flatMap(({ decided }) => decided?.captures ?? []),
  };
}
