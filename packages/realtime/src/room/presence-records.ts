import type { CommandArgs, Entry } from '@cloudmeet/contracts';
import type { Clock } from '../clock.ts';
import { usualPresence } from '../fanout/presence-board.ts';
import type { PresenceBoard, PresenceMark } from '../fanout/presence-board.ts';
import { TokenBucket } from '../gateway/token-bucket.ts';
import type { Operation } from './decide-batch.ts';
import { decideDeviceFailed, decidePresence } from './decide/by-server.ts';

/** Changes are gathered for this long: what is over sooner is not worth a record. */
const gatherMs = 2000;
/** Each person may fill the records with so much a second on average, and this much at once. */
const perSecond = 0.2;
const burst = 12;

export interface PresenceRecordsOptions {
  clock: Clock;
  presence: Pick<PresenceBoard, 'get' | 'ids'>;
  /** Decides and writes in its turn. Rejects when it could not be written. */
  submit(decide: Operation['decide']): Promise<void>;
  /** What the log has already. */
  entries: readonly Entry[];
}

const isSame = (one: PresenceMark, other: PresenceMark) =>
  one.connected === other.connected && one.quality === other.quality;

/**
 * Puts into the log how everybody's connection goes, and which devices failed them: for whoever asks later why somebody
 * was not heard. Nobody in the room sees it, and nobody can flood it.
 */
export class PresenceRecords {
  readonly #options: PresenceRecordsOptions;
  /** What the log says. */
  readonly #recorded = new Map<string, PresenceMark>();
  readonly #allowances = new Map<string, TokenBucket>();
  #cancel: (() => void) | undefined;
  #isClosed = false;

  constructor(options: PresenceRecordsOptions) {
    this.#options = options;
    for (const { type, data } of options.entries) {
      if (type !== 'presence.changed') continue;
      const { participantId, ...mark } = data;
      this.#recorded.set(participantId, mark);
    }
  }

  /** Somebody's connection is another than before. */
  marked(): void {
    if (!this.#isClosed) this.#cancel ??= this.#options.clock.after(gatherMs, () => this.#write());
  }

  /** A device of somebody did not work. More than their allowance is left out. */
  deviceFailed(participantId: string, failure: CommandArgs<'device.report'>): void {
    if (this.#isClosed || !this.#may(participantId)) return;
    // what cannot be written now is left out: nobody waits for it
    this.#options
      .submit((view) => decideDeviceFailed(view, { participantId, ...failure }))
      .catch(() => undefined);
  }

  forget(participantId: string): void {
    this.#recorded.delete(participantId);
    this.#allowances.delete(participantId);
  }

  /** Nobody is there any more. */
  clear(): void {
    this.#recorded.clear();
    this.#allowances.clear();
  }

  close(): void {
    this.#isClosed = true;
    this.#cancel?.();
  }

  #write(): void {
    this.#cancel = undefined;
    const { presence } = this.#options;
    const changed = presence.ids.filter(
      (id) => !isSame(presence.get(id), this.#recorded.get(id) ?? usualPresence),
    );
    const allowed = changed.filter((id) => this.#may(id));
    if (allowed.length < changed.length) this.marked();
    if (allowed.length === 0) return;
    const marks = new Map(allowed.map((id) => [id, presence.get(id)]));
    for (const [id, mark] of marks) this.#recorded.set(id, mark);
    this.#options
      .submit((view) => decidePresence(view, marks))
      .catch(() => {
        for (const id of marks.keys()) this.#recorded.delete(id);
        this.marked();
      });
  }

  #may(participantId: string): boolean {
    const nowMs = this.#options.clock.nowMs();
    const allowance = this.#allowances.get(participantId) ?? new TokenBucket(perSecond, burst, nowMs);
    this.#allowances.set(participantId, allowance);
    return allowance.takeIfLeft(nowMs);
  }
}
