import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Clock } from '../../video/clock.ts';
import { failure, send, type Answer } from './answer.ts';
import { answerFor, tooLate } from './hls-requests.ts';
import type { LiveStreams } from './live-streams.ts';

export interface HlsServerOptions {
  host: string;
  /** 0: any. */
  port: number;
  clock: Clock;
  streams: LiveStreams;
  /** Connections at once; further ones are closed. */
  connectionsMax: number;
}

export interface HlsServer {
  readonly port: number;
  readonly requests: number;
  /** Idempotent. */
  close(): Promise<void>;
}

/** Three target durations (RFC 8216bis §6.2.5.2). */
const waitMsMax = 6000;
/** A connection that takes nothing and asks nothing for so long is closed. */
const idleMs = 20_000;
const headerBytesMax = 8192;
/** Many come back at the same moment. */
const backlog = 4096;
const pathPattern = /^\/hls\/([\w-]+(?:\/[\w-]+)*)\/([\w-]+\.(?:m3u8|mp4|m4s))$/;

/** Serves streams to players by HTTP/1.1, and to caches in front of them. @throws Error where it cannot listen. */
export async function startHlsServer(options: HlsServerOptions): Promise<HlsServer> {
  const { host, port, connectionsMax } = options;
  let requests = 0;
  const server = createServer(
    {
      ...{ keepAliveTimeout: idleMs, headersTimeout: idleMs, requestTimeout: idleMs },
      maxHeaderSize: headerBytesMax,
    },
    (request, response) => {
      requests += 1;
      answerRequest(options, request, response);
    },
  );
  server.maxConnections = connectionsMax;
  server.setTimeout(idleMs);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port, backlog }, resolve);
  });
  const { port: bound }: AddressInfo = addressOf(server.address());
  return {
    port: bound,
    get requests() {
      return requests;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function addressOf(address: ReturnType<ReturnType<typeof createServer>['address']>): AddressInfo {
  if (address === null || typeof address === 'string') throw new Error('The HLS server has no port.');
  return address;
}

function answerRequest(options: HlsServerOptions, request: IncomingMessage, response: ServerResponse): void {
  const reply = (answer: Answer) => send(request, response, answer);
  if (request.method === 'OPTIONS') return reply(preflight);
  if (request.method !== 'GET' && request.method !== 'HEAD') return reply(wrongMethod);
  const [path = '', query = ''] = (request.url ?? '').split('?', 2);
  const [, name, file] = pathPattern.exec(path) ?? [];
  const stream = name === undefined ? undefined : options.streams.find(name);
  if (!stream || file === undefined) return reply(nothing);
  const nowMs = options.clock.now();
  if (file === 'media.m3u8') stream.count.see(query, nowMs);
  const outcome = answerFor(stream, file, query);
  if ('status' in outcome) return reply(outcome);
  const leave = stream.viewers.add({
    isDue: outcome.isDue,
    answer: () => reply(outcome.answer()),
    giveUp: () => reply(tooLate),
    untilMs: nowMs + waitMsMax,
  });
  response.once('close', leave);
}

const nothing = failure(404, 'There is no such file.');
const methods = 'GET, HEAD, OPTIONS';
const wrongMethod = failure(405, 'Streams are read.', ['Allow', methods]);
const preflight: Answer = {
  ...{ status: 200, type: 'text/plain', cache: 'public, max-age=86400', body: Buffer.alloc(0) },
  headers: ['Access-Control-Allow-Methods', methods, 'Access-Control-Allow-Headers', 'Range'],
};
