import { jibriHealthSchema } from '@cloudmeet/contracts';
import type { CaptureOutcome, StartService } from '@cloudmeet/contracts';

export interface JibriClientOptions {
  /** What our own recorders are opened with; Jibri does not look at it. */
  internalSecret: string;
  /** Default 5,000. */
  timeoutMs?: number;
  fetch?: typeof fetch;
}

/** Speaks the HTTP API of Jibri (source: jitsi/jibri, doc/http_api.md) with one seat. Never rejects. */
export interface JibriClient {
  /** A seat that is busy (412) with this very capture has it: done. */
  start(url: string, body: StartService, trace?: Trace): Promise<CaptureOutcome>;
  /** Stops what the seat has, unless that is another capture by now: then ours is over there. */
  stop(url: string, captureId: string, trace?: Trace): Promise<CaptureOutcome>;
}

/** What the call goes on with (W3C Trace Context); Jibri does not look at it, our recorders log by it. */
interface Trace {
  traceparent: string | undefined;
}

const healthPath = '/jibri/api/v1.0/health';
const busy = 412;

function outcomeOf(status: number): CaptureOutcome {
  if (status >= 200 && status < 300) return { status: 'done', httpStatus: status };
  if (status === busy) return { status: 'busy', httpStatus: status };
  return { status: 'failed', httpStatus: status, detail: `The recorder answered ${String(status)}.` };
}

export function createJibriClient(options: JibriClientOptions): JibriClient {
  const { internalSecret, timeoutMs = 5000, fetch: request = fetch } = options;

  const send = (url: string | URL, init: RequestInit, trace?: Trace) =>
    request(url, {
      ...init,
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${internalSecret}`,
        ...(trace?.traceparent === undefined ? {} : { traceparent: trace.traceparent }),
      },
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    });

  const post = async (url: string, body: unknown, trace?: Trace): Promise<CaptureOutcome> => {
    try {
      const response = await send(url, { method: 'POST', body: JSON.stringify(body) }, trace);
      await response.body?.cancel();
      return outcomeOf(response.status);
    } catch {
      // Nobody answered in time: whether it was done is not known, which is what `unreachable` says.
      return { status: 'unreachable', detail: 'The recorder does not answer.' };
    }
  };

  /** What the seat has, where it says so: a Jibri of Jitsi does not, and neither does one that hangs. */
  const occupant = async (url: string) => {
    try {
      const base = url.slice(0, url.indexOf('/jibri/api/'));
      const response = await send(`${base}${healthPath}`, { method: 'GET' });
      return jibriHealthSchema.parse(await response.json()).cloudmeet;
    } catch {
      // Not known is an answer too: the caller goes by what it was told before.
      return undefined;
    }
  };

  return {
    async start(url, body, trace) {
      const outcome = await post(url, body, trace);
      if (outcome.status !== 'busy') return outcome;
      const has = await occupant(url);
      const isOurs = has?.captureId === body.sessionId && has.part === body.cloudmeet?.part;
      return isOurs ? { status: 'done', httpStatus: busy } : outcome;
    },
    async stop(url, captureId, trace) {
      const has = await occupant(url);
      if (has && has.captureId !== captureId) return { status: 'done' };
      return post(url, {}, trace);
    },
  };
}
