import type { Clock } from '../clock.ts';
import type { Operation } from './decide-batch.ts';
import { decideEmptyEnd } from './decide/by-server.ts';
import { isEmpty, isLive } from './room-view.ts';
import type { RoomWriter } from './room-writer.ts';

/** A room that could not be written is tried again after this. */
const againMs = 1000;

export interface RoomChoresOptions {
  clock: Clock;
  writer: Pick<RoomWriter, 'submit' | 'view'>;
  emptySessionMs: number;
}

/** What a room does by itself: decisions of the server, and the end of a session in which nobody is. */
export class RoomChores {
  readonly #options: RoomChoresOptions;
  #cancelEmptyEnd: (() => void) | undefined;
  #isStopped = false;

  constructor(options: RoomChoresOptions) {
    this.#options = options;
  }

  /** Resolves when it is durable. @throws CloudMeetError */
  submit(decide: Operation['decide'], by?: string): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#options.writer.submit({
        decide,
        ...(by === undefined ? {} : { by }),
        settle: (outcome) => (outcome.done ? resolve() : reject(outcome.error)),
      });
    });
  }

  /** For what must happen some time: decides again later when the room cannot be written now. */
  inBackground(decide: Operation['decide']): void {
    this.submit(decide).catch(() => {
      if (!this.#isStopped) this.#options.clock.after(againMs, () => this.inBackground(decide));
    });
  }

  /** Nobody inside and nobody at the door: the session ends, unless somebody comes soon. */
  watchEmptiness(): void {
    const { clock, writer, emptySessionMs } = this.#options;
    const { state } = writer.view;
    if (isLive(state) && isEmpty(state)) {
      this.#cancelEmptyEnd ??= clock.after(emptySessionMs, () => this.inBackground(decideEmptyEnd));
      return;
    }
    this.#cancelEmptyEnd?.();
    this.#cancelEmptyEnd = undefined;
  }

  stop(): void {
    this.#isStopped = true;
    this.#cancelEmptyEnd?.();
  }
}
