import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Call } from './call.ts';
import { CloudMeetError } from './cloudmeet-error.ts';
import { errorOfAnswer, invalidArgument, noAnswer, notOurs, tooLate } from './errors.ts';
import { waitMsBeforeRepeat } from './repeats.ts';

export interface CloudMeetOptions {
  /** `cm_test_…` or `cm_live_…`. Keep it on your server. */
  apiKey: string;
  /** Address of the deployment, such as `https://api.meet.example.com`. */
  apiUrl: string;
  /** One try fails with `timeout` when no answer came in this time. Default 10,000. */
  timeoutMs?: number | undefined;
  /** How often a call is sent again after a passing failure. Default 3. */
  retriesMax?: number | undefined;
  /** Default the global `fetch`. */
  fetch?: typeof fetch | undefined;
}

/** Time and chance, which tests bring along. */
export interface Surroundings {
  sleep: (ms: number, signal: AbortSignal | undefined) => Promise<unknown>;
  random: () => number;
}
const real: Surroundings = {
  sleep: (ms, signal) => sleep(ms, undefined, { signal }),
  random: Math.random,
};

export interface Answer {
  body: unknown;
  etag: string | undefined;
}

/** Sends calls, and sends those again that failed in passing. */
export class Transport {
  readonly #options: CloudMeetOptions;
  readonly #base: string;
  readonly #surroundings: Surroundings;

  constructor(options: CloudMeetOptions, surroundings: Surroundings = real) {
    if (!/^cm_(test|live)_\S+$/.test(options.apiKey))
      throw invalidArgument('apiKey must be an API key, cm_test_… or cm_live_….');
    if (!/^https?:/.test(options.apiUrl) || !URL.canParse(options.apiUrl))
      throw invalidArgument('apiUrl must be an http or https address.');
    this.#options = options;
    this.#base = new URL(options.apiUrl).href.replace(/\/+$/, '');
    this.#surroundings = surroundings;
  }

  /** @throws CloudMeetError, or the reason of `call.signal` */
  async send(call: Call): Promise<Answer> {
    const request = this.#request(call);
    for (let attempt = 0; ; attempt += 1) {
      try {
        return await this.#once(call, request);
      } catch (thrown) {
        call.signal?.throwIfAborted();
        if (!(thrown instanceof CloudMeetError)) throw thrown;
        // The first try may have deleted it, and its answer been lost.
        if (attempt > 0 && call.method === 'DELETE' && thrown.status === 404) return nothing;
        const waitMs = waitMsBeforeRepeat(thrown, call, attempt, this.#surroundings.random);
        if (waitMs === undefined || attempt >= (this.#options.retriesMax ?? 3)) throw thrown;
        await this.#surroundings.sleep(waitMs, call.signal).catch(() => call.signal?.throwIfAborted());
      }
    }
  }

  #request({ method, body, ifMatch, idempotencyKey = randomUUID() }: Call): RequestInit {
    return {
      method,
      redirect: 'error',
      headers: {
        authorization: `Bearer ${this.#options.apiKey}`,
        accept: 'application/json',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(method === 'POST' ? { 'idempotency-key': idempotencyKey } : {}),
        ...(ifMatch === undefined ? {} : { 'if-match': ifMatch }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    };
  }

  async #once({ path, query = {}, signal }: Call, request: RequestInit): Promise<Answer> {
    const url = new URL(this.#base + path);
    for (const [name, value] of Object.entries(query)) {
      if (value !== undefined) url.searchParams.set(name, String(value));
    }
    const timeoutMs = this.#options.timeoutMs ?? 10_000;
    const controller = new AbortController();
    const giveUp = () => controller.abort(signal?.reason);
    const timer = setTimeout(() => controller.abort(tooLate(timeoutMs)), timeoutMs);
    signal?.addEventListener('abort', giveUp);
    if (signal?.aborted) giveUp();
    try {
      const response = await (this.#options.fetch ?? fetch)(url, { ...request, signal: controller.signal });
      return answerOf(response, await response.text());
    } catch (thrown) {
      throw controller.signal.aborted ? controller.signal.reason : asError(thrown);
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', giveUp);
    }
  }
}

const nothing: Answer = { body: undefined, etag: undefined };

function asError(thrown: unknown): CloudMeetError {
  return thrown instanceof CloudMeetError ? thrown : noAnswer(thrown);
}

function answerOf(response: Response, text: string): Answer {
  if (!response.ok) throw errorOfAnswer(response, text);
  const etag = response.headers.get('etag') ?? undefined;
  if (response.status === 204) return { body: undefined, etag };
  try {
    return { body: JSON.parse(text) as unknown, etag };
  } catch (cause) {
    throw notOurs(response, cause);
  }
}
