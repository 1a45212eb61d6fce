import { setTimeout as sleep } from 'node:timers/promises';
import { CloudMeetError } from '@cloudmeet/contracts';

export interface InternalClientOptions {
  /** Where the API answers `/internal/…`, without a slash at the end. */
  apiUrl: string;
  /** What services know each other by. */
  internalSecret: string;
  /** Default 5,000. */
  timeoutMs?: number;
  /** Further tries of a call that found nobody or a 5xx. Default 2. */
  repeats?: number;
  fetch?: typeof fetch;
}

/** Calls the API's internal routes. */
export interface InternalClient {
  /** The answer's JSON, undefined for 204. @throws CloudMeetError `unavailable` */
  post(path: string, body: unknown, trace?: { traceparent?: string | undefined }): Promise<unknown>;
}

const betweenTriesMs = 250;

export function createInternalClient(options: InternalClientOptions): InternalClient {
  const { apiUrl, internalSecret, timeoutMs = 5000, repeats = 2, fetch: request = fetch } = options;

  const once = async (path: string, body: unknown, traceparent: string | undefined) => {
    const response = await request(`${apiUrl}/internal/${path}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${internalSecret}`,
        ...(traceparent === undefined ? {} : { traceparent }),
      },
      body: JSON.stringify(body),
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    });
    if (response.status === 204) return undefined;
    if (response.ok) return response.json();
    await response.body?.cancel();
    throw new Error(`The API answered ${String(response.status)} to ${path}.`);
  };

  return {
    async post(path, body, { traceparent } = {}) {
      for (let tries = 0; ; tries += 1) {
        try {
          return await once(path, body, traceparent);
        } catch (cause) {
          if (tries >= repeats)
            throw new CloudMeetError('unavailable', { detail: 'The API does not answer.', cause });
          await sleep(betweenTriesMs * 2 ** tries);
        }
      }
    },
  };
}
