import type { MediaNodeReport } from '@cloudmeet/contracts';
import type { Logger } from '@cloudmeet/service-kit';
import type { Clock } from './clock.ts';

export interface RegistrationOptions {
  /** Address of the API, without a slash at the end. */
  apiUrl: string;
  internalSecret: string;
  clock: Clock;
  report(): MediaNodeReport;
  logger: Logger;
  fetch?: typeof fetch;
}

/** Rooms are placed by what was reported last; a node not heard of for 5 s gets none. */
const everyMs = 2000;
/** An API that does not answer is asked again soon: rooms may be waiting. */
const againMs = 500;
const timeoutMs = 3000;

/** Tells the API that this node is there and how busy it is, until it is closed. */
export class Registration {
  readonly #options: RegistrationOptions;
  #cancel: () => void = () => undefined;
  #isKnown = false;
  #isClosed = false;

  constructor(options: RegistrationOptions) {
    this.#options = options;
    this.#round();
  }

  /** True when the last report was taken. */
  get isKnown(): boolean {
    return this.#isKnown;
  }

  /** Reports once more, now. Resolves when it was tried. */
  async tell(): Promise<void> {
    const { apiUrl, internalSecret, report, logger, fetch: request = fetch } = this.#options;
    try {
      const response = await request(`${apiUrl}/internal/media-nodes`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${internalSecret}` },
        body: JSON.stringify(report()),
        redirect: 'error',
        signal: AbortSignal.timeout(timeoutMs),
      });
      await response.body?.cancel();
      if (!response.ok) throw new Error(`The API answered ${String(response.status)}.`);
      this.#isKnown = true;
    } catch (err) {
      if (this.#isKnown) logger.warn({ err }, 'The API does not take the report of this media node');
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
      if (this.#isClosed) return;
      this.#cancel = this.#options.clock.after(this.#isKnown ? everyMs : againMs, () => this.#round());
    });
  }
}
