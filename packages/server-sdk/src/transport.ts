import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { CloudMeetError } from './cloudmeet-error.ts';
import { errorOf } from './problem.ts';

export interface CloudMeetOptions {
  /** `cm_test_…` or `cm_live_…`. Keep it on your server. */
  apiKey: string;
  /** Address of the deployment, such as `https://api.meet.example.com`. */
  apiUrl: string;
  /** A call fails with `timeout` when no answer came in this time. Default 10,000. */
  timeoutMs?: number;
  /** How often a call is repeated after a passing failure. Default 3. */
  retriesMax?: number;
  /** Default the global `fetch`. */
  fetch?: typeof fetch;
}

export interface Call {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  path: string;
  body?: unknown;
  query?: Record<string, string | number | undefined>;
  /** `If-Match`, from the `etag` that a read gave. */
  ifMatch?: string | undefined;
}

export interface Answer {
  body: unknown;
  etag: string | undefined;
}

const firstWaitMs = 200;
const waitMsMax = 10_000;

/** Full jitter: many servers that failed together do not come back together. */
function waitMsOf(error: CloudMeetError, attempt: number): number {
  if (error.retryAfterSeconds !== undefined) return Math.min(error.retryAfterSeconds * 1000, waitMsMax);
  return Math.random() * Math.min(firstWaitMs * 2 ** attempt, waitMsMax);
}

/**
 * Sends calls and repeats those that failed in passing. A POST carries one Idempotency-Key over all its tries, so that
 * a repeated one never acts twice.
 */
export class Transport {
  readonly #options: CloudMeetOptions;
  readonly #base: string;

  constructor(options: CloudMeetOptions) {
    if (!/^cm_(test|live)_/.test(options.apiKey)) {
      throw new TypeError('apiKey must be an API key, cm_test_… or cm_live_…');
    }
    this.#options = options;
    this.#base = new URL(options.apiUrl).href.replace(/\/+$/, '');
  }

  /** @throws CloudMeetError */
  async send(call: Call): Promise<Answer> {
    const request = this.#request(call);
    for (let attempt = 0; ; attempt += 1) {
      try {
        return await this.#once(call, request);
      } catch (thrown) {
        const error = thrown as CloudMeetError;
        if (!error.retryable || attempt >= (this.#options.retriesMax ?? 3)) throw error;
        await sleep(waitMsOf(error, attempt));
      }
    }
  }

  #request({ method, body, ifMatch }: Call): RequestInit {
    return {
      method,
      redirect: 'error',
      headers: {
        authorization: `Bearer ${this.#options.apiKey}`,
        accept: 'application/json',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(method === 'POST' ? { 'idempotency-key': randomUUID() } : {}),
        ...(ifMatch === undefined ? {} : { 'if-match': ifMatch }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    };
  }

  async #once({ path, query = {} }: Call, request: RequestInit): Promise<Answer> {
    const url = new URL(this.#base + path);
    for (const [name, value] of Object.entries(query)) {
      if (value !== undefined) url.searchParams.set(name, String(value));
    }
    const response = await this.#fetch(url, request);
    if (!response.ok) throw await errorOf(response);
    const body: unknown = response.status === 204 ? undefined : await response.json();
    return { body, etag: response.headers.get('etag') ?? undefined };
  }

  async #fetch(url: URL, request: RequestInit): Promise<Response> {
    const timeoutMs = this.#options.timeoutMs ?? 10_000;
    try {
      return await (this.#options.fetch ?? fetch)(url, {
        ...request,
        signal: AbortSignal.timeout(timeoutMs),
      });
    } catch (cause) {
      const late = cause instanceof Error && cause.name === 'TimeoutError';
      throw new CloudMeetError(
        {
          code: late ? 'timeout' : 'network',
          message: late ? `No answer came within ${String(timeoutMs)} ms.` : 'The API could not be reached.',
          status: 0,
          fix: 'Check apiUrl, the network and that the deployment runs.',
        },
        cause,
      );
    }
  }
}
