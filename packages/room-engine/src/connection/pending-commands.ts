import { CloudMeetError, limits } from '@cloudmeet/contracts';
import type { ClientFrame, Entry } from '@cloudmeet/contracts';
import type { Clock } from '../ports/browser-ports.ts';

export type CommandFrame = Extract<ClientFrame, { t: 'cmd' }>;

interface Pending {
  frame: CommandFrame;
  /** Log position that acknowledges it; known once `ok` came before its entry. */
  waitsForSeq: number | undefined;
  resolve: () => void;
  reject: (error: CloudMeetError) => void;
  cancelTimeout: () => void;
}

/** Commands that were not acknowledged yet, in the order they were given. */
export class PendingCommands {
  readonly #clock: Clock;
  readonly #pending = new Map<string, Pending>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Resolves when acknowledged and, for a logged command, when its entry is folded. */
  add(frame: CommandFrame): Promise<void> {
    return new Promise((resolve, reject) => {
      const cancelTimeout = this.#clock.after(limits.requestTimeoutMs, () => {
        this.reject(frame.id, new CloudMeetError('timeout'));
      });
      this.#pending.set(frame.id, { frame, waitsForSeq: undefined, resolve, reject, cancelTimeout });
    });
  }

  /** The frames to send again after a resume: the server knows by their ids which it had already. */
  frames(): CommandFrame[] {
    return [...this.#pending.values()].map(({ frame }) => frame);
  }

  /** `ok` of the server; `seq` names the entry it became, `folded` how far this side has got. */
  acknowledge(id: string, seq: number | undefined, folded: number): void {
    const pending = this.#pending.get(id);
    if (!pending) return;
    if (seq === undefined || seq <= folded) this.#settle(id)?.resolve();
    else pending.waitsForSeq = seq;
  }

  /** Entries were folded up to `seq`; those of mine acknowledge their commands. */
  folded(entries: readonly Entry[], seq: number, me: string | undefined): void {
    for (const { by, commandId } of entries) {
      if (commandId !== undefined && by === me) this.#settle(commandId)?.resolve();
    }
    for (const [id, { waitsForSeq }] of this.#pending) {
      if (waitsForSeq !== undefined && waitsForSeq <= seq) this.#settle(id)?.resolve();
    }
  }

  reject(id: string, error: CloudMeetError): void {
    this.#settle(id)?.reject(error);
  }

  rejectAll(error: CloudMeetError): void {
    for (const id of [...this.#pending.keys()]) this.reject(id, error);
  }

  #settle(id: string): Pending | undefined {
    const pending = this.#pending.get(id);
    this.#pending.delete(id);
    pending?.cancelTimeout();
    return pending;
  }
}
