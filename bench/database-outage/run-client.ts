import { setTimeout as sleep } from 'node:timers/promises';
import { openConnection } from '../load/http-connection.ts';
import type { HttpConnection } from '../load/http-connection.ts';

/** One answer, or what came instead of one. */
export interface Sample {
  sentAtMs: number;
  durationMs: number;
  /** `ok`, the code of a problem, or `connection` where there was no answer at all. */
  outcome: string;
  /** A 503 must say when to try again. */
  saysWhen: boolean;
}

export interface ClientOptions {
  url: URL;
  choose: () => Buffer;
  /** Pause before the next request. */
  thinkMs: () => number;
  samples: Sample[];
  signal: AbortSignal;
}

/** Longer than anything may take: an answer after this counts as none. */
const patienceMs = 15_000;

async function ask(connection: HttpConnection, request: Buffer): Promise<Omit<Sample, 'sentAtMs'>> {
  const { status, headers, body, durationMs } = await connection.send(request, patienceMs);
  if (status < 300) return { durationMs, outcome: 'ok', saysWhen: true };
  const code = /"code":"([\w-]+)"/.exec(body)?.[1] ?? `status ${String(status)}`;
  return { durationMs, outcome: code, saysWhen: /^retry-after: \d+/im.test(headers) };
}

/** Sends one request after the other until it is told to stop; a broken connection is a sample and is opened anew. */
export async function runClient({ url, choose, thinkMs, samples, signal }: ClientOptions): Promise<void> {
  let connection: HttpConnection | undefined;
  while (!signal.aborted) {
    await sleep(thinkMs());
    const sentAtMs = performance.now();
    try {
      connection ??= await openConnection(url);
      samples.push({ sentAtMs, ...(await ask(connection, choose())) });
    } catch {
      // The failure is the measurement: it is counted as an answer that never came.
      connection?.close();
      connection = undefined;
      const durationMs = performance.now() - sentAtMs;
      samples.push({ sentAtMs, durationMs, outcome: 'connection', saysWhen: false });
    }
  }
  connection?.close();
}
