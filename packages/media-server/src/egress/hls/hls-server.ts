import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import type { Clock } from '../../video/clock.ts';
import { failure, type Answer } from './answer.ts';
import { answerFor, tooLate } from './hls-requests.ts';
import { HttpConnection, type HttpConnectionOptions } from './http-connection.ts';
import type { LiveStreams } from './live-streams.ts';
import { SharedAnswers } from './shared-answers.ts';

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
/** A connection on which nothing moves for so long is closed. */
const idleMs = 20_000;
/** Many come back at the same moment. */
const backlog = 4096;
const pathPattern = /^\/hls\/([\w-]+(?:\/[\w-]+)*)\/([\w-]+\.(?:m3u8|mp4|m4s))$/;

/** Serves streams to players by HTTP/1.1, and to caches in front of them. @throws Error where it cannot listen. */
export async function startHlsServer(options: HlsServerOptions): Promise<HlsServer> {
  const { host, port, connectionsMax } = options;
  const sockets = new Set<Socket>();
  const shared = new SharedAnswers();
  let requests = 0;
  const onRequest: HttpConnectionOptions['onRequest'] = (...request) => {
    requests += 1;
    answerRequest(options, ...request);
  };
  const date = createDate(options.clock);
  const server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    socket.setTimeout(idleMs, () => socket.destroy());
    new HttpConnection({ socket, shared, onRequest, date });
  });
  server.maxConnections = connectionsMax;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port, backlog }, resolve);
  });
  return {
    port: addressOf(server).port,
    get requests() {
      return requests;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

function addressOf(server: Server): AddressInfo {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The HLS server has no port.');
  return address;
}

/** The date for answers, made once a second. */
function createDate(clock: Clock): () => string {
  let second = 0;
  let text = '';
  return () => {
    const now = Math.floor(clock.now() / 1000);
    if (now !== second) text = new Date(now * 1000).toUTCString();
    second = now;
    return text;
  };
}

const nothing = failure(404, 'There is no such file.');
const methods = 'GET, HEAD, OPTIONS';
const wrongMethod = failure(405, 'Streams are read.', [`Allow: ${methods}`]);
const preflight: Answer = {
  ...{ status: 200, type: 'text/plain', cache: 'public, max-age=86400', body: Buffer.alloc(0) },
  headers: [`Access-Control-Allow-Methods: ${methods}`, 'Access-Control-Allow-Headers: Range'],
};

function answerRequest(
  { clock, streams }: HlsServerOptions,
  ...[{ method, path, query }, reply, gone]: Parameters<HttpConnectionOptions['onRequest']>
): void {
  if (method === 'OPTIONS') return reply(preflight);
  if (method !== 'GET' && method !== 'HEAD') return reply(wrongMethod);
  const [, name, file] = pathPattern.exec(path) ?? [];
  const stream = name === undefined ? undefined : streams.find(name);
  if (!stream || file === undefined) return reply(nothing);
  const nowMs = clock.now();
  if (file === 'media.m3u8') stream.count.see(query, nowMs);
  const outcome = answerFor(stream, file, query);
  if ('status' in outcome) return reply(outcome);
  gone(stream.viewers.add(outcome, { reply, giveUp: () => reply(tooLate), untilMs: nowMs + waitMsMax }));
}
