import { recorderReplySchema } from '@cloudmeet/contracts';
import type { RecorderReport } from '@cloudmeet/contracts';
import type { InternalClient } from '@cloudmeet/platform/lambda';
import type { Logger } from '@cloudmeet/service-kit';
import type { Clock } from '../clock.ts';

export interface RegistrationOptions {
  api: InternalClient;
  clock: Clock;
  logger: Logger;
  /** Undefined while there is nothing that could record: then nobody is told that there is. */
  report(): Promise<RecorderReport | undefined>;
  /** Nobody waits for this capture any more. */
  unwanted(captureId: string): Promise<void>;
}

const everyMs = 2000;

/** Tells the API every 2 s that this recorder is there and what its seats do, until it is closed. */
export class Registration {
  readonly #options: RegistrationOptions;
  #cancel: () => void = () => undefined;
  #isKnown = true;
  #isClosed = false;

  constructor(options: RegistrationOptions) {
    this.#options = options;
    this.#round();
  }

  /** Reports once more, now. Resolves when it was tried. */
  async tell(): Promise<void> {
    const { api, report, logger } = this.#options;
    try {
      const now = await report();
      if (!now) return;
      const { unwanted } = recorderReplySchema.parse(await api.post('recorders', now));
      await Promise.all(unwanted.map((captureId) => this.#options.unwanted(captureId)));
      this.#isKnown = true;
    } catch (err) {
      if (this.#isKnown) logger.warn({ err }, 'The API does not take the report of this recorder');
      this.#isKnown = false;
    }
  }

  /** Says nothing more. Idempotent. */
  close(): void {
    this.#isClosed = true;
    this.#cancel();
  }

  #round(): void {
    void this.tell().then(() => {
      if (!this.#isClosed) this.#cancel = this.#options.clock.after(everyMs, () => this.#round());
    });
  }
}
