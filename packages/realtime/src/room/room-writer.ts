import { CloudMeetError } from '@cloudmeet/contracts';
import { pause, timestamp } from '../clock.ts';
import type { Clock } from '../clock.ts';
import type { CommandMemory } from './command-memory.ts';
import { decideBatch } from './decide-batch.ts';
import type { Batch, Operation, Settled } from './decide-batch.ts';
import type { DecisionContext } from './decided.ts';
import { describeCommit } from './room-commit.ts';
import type { CommitOutcome, Lease, RoomStore } from './room-store.ts';
import { isLive } from './room-view.ts';
import type { RoomView } from './room-view.ts';

/** Operations of one commit at most; the rest goes with the next. */
const batchMax = 500;
/** More than this waits only when commits have stopped. */
const queueMax = 2000;
const retryFirstMs = 50;
const retryMaxMs = 1000;

/** An operation with the one who waits for its outcome. */
export interface Pending extends Operation {
  settle(outcome: Settled): void;
}

/** Why a room cannot be written any more. */
export type LostCause = Exclude<CommitOutcome, 'committed'> | { error: unknown };

export interface RoomWriterOptions {
  lease: Lease;
  view: RoomView;
  memory: CommandMemory;
  store: Pick<RoomStore, 'commit'>;
  clock: Clock;
  context: Omit<DecisionContext, 'at'>;
  /** After a commit and before anybody is told its outcome. */
  committed(batch: Batch<Pending>, tookMs: number): void;
  /** After everybody of a batch was told. */
  settled(batch: Batch<Pending>): void;
  /** The store is out of reach; the commit is tried again. */
  stalled(error: unknown): void;
  /** The store refused what one operation wanted to write. */
  refused(error: unknown): void;
  lost(cause: LostCause): void;
}

/**
 * The one writer of a room. It decides and commits when it is idle and lets operations gather while a commit runs, so
 * batches grow with load and without a timer. Whoever waits is told after the commit, never before.
 */
export class RoomWriter {
  readonly #options: RoomWriterOptions;
  readonly #stop = new AbortController();
  #view: RoomView;
  #queue: Pending[] = [];
  #running: Promise<void> | undefined;
  #isStalled = false;
  /** Operations that go one by one, to find the one that the store refuses. */
  #oneByOne = 0;

  constructor(options: RoomWriterOptions) {
    this.#options = options;
    this.#view = options.view;
  }

  /** The room as it is durable. */
  get view(): RoomView {
    return this.#view;
  }

  submit(operation: Pending): void {
    if (this.#stop.signal.aborted) return refuse([operation], new CloudMeetError('draining'));
    if (this.#isStalled || this.#queue.length >= queueMax)
      return refuse(
        [operation],
        new CloudMeetError('unavailable', { detail: 'The room cannot be written now.' }),
      );
    this.#queue.push(operation);
    this.#running ??= this.#run();
  }

  /** Resolves when everything submitted before was told. */
  async idle(): Promise<void> {
    await this.#running;
  }

  /** Writes nothing more; what still waits is refused. Whether a commit under way succeeds is not known. */
  stop(): void {
    if (this.#stop.signal.aborted) return;
    this.#stop.abort();
    refuse(this.#queue.splice(0), new CloudMeetError('draining'));
  }

  async #run(): Promise<void> {
    try {
      while (this.#queue.length > 0) await this.#writeBatch();
    } catch (error) {
      this.stop();
      this.#options.lost({ error });
    }
    this.#running = undefined;
  }

  async #writeBatch(): Promise<void> {
    const { clock, context, memory } = this.#options;
    const taken = this.#queue.splice(0, this.#oneByOne > 0 ? 1 : batchMax);
    const batch = decideBatch(this.#view, taken, { ...context, at: timestamp(clock) }, memory);
    this.#queue.unshift(...taken.slice(batch.settled.length));
    const startedMs = clock.nowMs();
    const outcome = await this.#commit(batch).catch((error: unknown) => ({ error }));
    if (outcome === 'committed') return this.#finish(batch, clock.nowMs() - startedMs);
    if (typeof outcome === 'object') return this.#isolate(batch, outcome.error);
    this.stop();
    refuse(operationsOf(batch), new CloudMeetError('draining'));
    if (outcome !== 'stopped') this.#options.lost(outcome);
  }

  #finish(batch: Batch<Pending>, tookMs: number): void {
    const wasLive = isLive(this.#view.state);
    this.#view = batch.view;
    this.#oneByOne = Math.max(0, this.#oneByOne - batch.settled.length);
    if (wasLive && !isLive(batch.view.state)) this.#options.memory.clear();
    this.#options.committed(batch, tookMs);
    for (const { operation, outcome } of batch.settled) operation.settle(outcome);
    this.#options.settled(batch);
  }

  /** Tries until the outcome is known: the store does not write the same entries twice. */
  async #commit(batch: Batch<Pending>): Promise<CommitOutcome | 'stopped'> {
    if (batch.entries.length === 0) return 'committed';
    const { lease, store, clock, stalled } = this.#options;
    const { signal } = this.#stop;
    const { view, entries, bans, captures } = batch;
    const secrets = { presences: view.presences, bans, captures };
    const commit = describeCommit(lease, this.#view.state, entries, secrets);
    for (let delayMs = retryFirstMs; !signal.aborted; delayMs = Math.min(delayMs * 2, retryMaxMs)) {
      try {
        const outcome = await store.commit(commit);
        this.#isStalled = false;
        return outcome;
      } catch (error) {
        if (CloudMeetError.from(error).code !== 'unavailable') throw error;
        this.#isStalled = true;
        stalled(error);
        await pause(clock, delayMs, signal);
      }
    }
    return 'stopped';
  }

  /** Nothing of the batch was written. One operation spoils it: the others must not suffer for it. */
  #isolate(batch: Batch<Pending>, error: unknown): void {
    const operations = operationsOf(batch);
    for (const { by, commandId } of operations) {
      if (by !== undefined && commandId !== undefined) this.#options.memory.remove(by, commandId);
    }
    if (operations.length > 1) {
      this.#queue.unshift(...operations);
      this.#oneByOne = operations.length;
      return;
    }
    this.#oneByOne = Math.max(0, this.#oneByOne - 1);
    this.#options.refused(error);
    refuse(operations, new CloudMeetError('internal', { cause: error }));
  }
}

function operationsOf(batch: Batch<Pending>): Pending[] {
  return batch.settled.map(({ operation }) => operation);
}

function refuse(operations: readonly Pending[], error: CloudMeetError): void {
  for (const operation of operations) operation.settle({ done: false, error });
}
