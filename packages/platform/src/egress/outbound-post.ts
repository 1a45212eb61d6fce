import { request as requestHttp } from 'node:http';
import type { ClientRequest, IncomingMessage, RequestOptions } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { LookupFunction } from 'node:net';
import { limits } from '@cloudmeet/contracts';
import type { WebhookOutcome } from '@cloudmeet/contracts';
import { hostOf, targetProblem } from './check-target.ts';
import { failureOf } from './failure-of.ts';
import { AddressRefused, resolveTarget, systemResolver } from '@cloudmeet/service-kit/net';
import type { ResolvedAddress, Resolver } from '@cloudmeet/service-kit/net';

export interface OutboundPost {
  url: string;
  headers: Record<string, string>;
  body: string;
}

export interface OutboundOptions {
  /** Private and loopback addresses and plain http too: for development. Default false. */
  allowPrivate?: boolean;
  /** From the look-up of the name to the status of the answer. Default 15,000. */
  timeoutMs?: number;
  resolve?: Resolver;
  /** Gives up everything under way: then `post` rejects with its reason. */
  signal?: AbortSignal;
}

/** What is read of an answer's body so that its sender can finish; it is thrown away. */
const answerBytesMax = 16 * 1024;

/** Connects to the addresses that were checked, whatever the name resolves to by now. */
function pinned(addresses: readonly ResolvedAddress[]): LookupFunction {
  return (_name, options, callback) => {
    const [first] = addresses;
    if (options.all) callback(null, [...addresses]);
    else callback(null, first?.address ?? '', first?.family);
  };
}

function retryAfterSeconds(answer: IncomingMessage): { retryAfterSeconds?: number } {
  const text = answer.headers['retry-after'] ?? '';
  return /^\d{1,6}$/.test(text) ? { retryAfterSeconds: Number(text) } : {};
}

/** Reads a little of the body, so that a sender that still writes is not cut off, then lets go. */
function letGo(answer: IncomingMessage, request: ClientRequest): void {
  let bytes = 0;
  answer.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > answerBytesMax) request.destroy();
  });
  answer.on('error', () => request.destroy());
}

function send(
  { url, headers, body }: OutboundPost,
  addresses: readonly ResolvedAddress[],
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const target = new URL(url);
  const options: RequestOptions = {
    method: 'POST',
    agent: false,
    headers: { ...headers, 'content-length': Buffer.byteLength(body) },
    lookup: pinned(addresses),
    signal,
  };
  return new Promise((resolve, reject) => {
    const request = (target.protocol === 'https:' ? requestHttps : requestHttp)(target, options, (answer) => {
      letGo(answer, request);
      resolve(answer);
    });
    request.on('error', reject);
    request.end(body);
  });
}

function outcomeOf(answer: IncomingMessage): Omit<WebhookOutcome, 'durationMs'> {
  const status = answer.statusCode ?? 0;
  if (status >= 200 && status < 300) return { status };
  if (status >= 300 && status < 400) return { status, failure: 'redirect' };
  return { status, failure: 'status', ...retryAfterSeconds(answer) };
}

/** A promise that gives up with the signal; what it waited for goes on unheard. */
function orAborted<Value>(work: Promise<Value>, signal: AbortSignal): Promise<Value> {
  return new Promise((resolve, reject) => {
    const giveUp = () => reject(signal.reason as Error);
    if (signal.aborted) giveUp();
    signal.addEventListener('abort', giveUp, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', giveUp));
  });
}

/**
 * Posts to an address that somebody else chose: never to one that is not on the public internet, never along a redirect,
 * always within the time, and reads next to nothing of the answer. Says how it ended; rejects only when `signal` aborts.
 */
export function createOutboundPost(
  options: OutboundOptions = {},
): (post: OutboundPost) => Promise<WebhookOutcome> {
  const { allowPrivate = false, timeoutMs = limits.webhookAttemptMs, resolve = systemResolver } = options;
  return async (post) => {
    const startedMs = performance.now();
    const durationMs = () => Math.round(performance.now() - startedMs);
    const timer = new AbortController();
    const timeout = setTimeout(() => timer.abort(new Error('The time is over.')), timeoutMs);
    const signal = options.signal ? AbortSignal.any([timer.signal, options.signal]) : timer.signal;
    let answer: IncomingMessage | undefined;
    try {
      if (targetProblem(post.url, { allowPrivate }) !== undefined)
        throw new AddressRefused('refused as written');
      const host = hostOf(new URL(post.url));
      const addresses = await orAborted(resolveTarget(host, { resolve, allowPrivate }), signal);
      answer = await send(post, addresses, signal);
      return { ...outcomeOf(answer), durationMs: durationMs() };
    } catch (error) {
      if (options.signal?.aborted) throw options.signal.reason;
      if (timer.signal.aborted) return { failure: 'timeout', durationMs: durationMs() };
      return { failure: failureOf(error), durationMs: durationMs() };
    } finally {
      // The rest of an answer has no more time than the answer itself.
      if (answer && !answer.closed) answer.once('close', () => clearTimeout(timeout));
      else clearTimeout(timeout);
    }
  };
}
