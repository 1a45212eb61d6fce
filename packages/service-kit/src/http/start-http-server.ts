import { createServer } from 'node:http';
import type { RequestListener, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

export interface HttpServerOptions {
  /** What it is, in the words of an error: `the API`. */
  name: string;
  handler: RequestListener;
  /** 0 takes a free one. */
  port: number;
  /** Default 127.0.0.1. */
  host?: string;
  /** Requests under way may take this long to finish when the server closes. Default 10,000. */
  drainMs?: number;
}

export interface HttpServer {
  /** For `upgrade` and the like. */
  server: Server;
  port: number;
  url: string;
  /** Takes no new requests, lets those under way finish within `drainMs`, then cuts what is left. Idempotent. */
  close(): Promise<void>;
}

/** Connections that wait to be accepted: many clients come back at once after a restart. */
const backlog = 4096;
const drainPollMs = 20;

function explainListenError(error: NodeJS.ErrnoException, { name, port, host }: HttpServerOptions): Error {
  const place = `port ${String(port)} on ${host ?? '127.0.0.1'}`;
  const words: Record<string, string> = {
    EADDRINUSE: `${place}, meant for ${name}, is used by another program. Stop it, or set CLOUDMEET_PORT.`,
    EACCES: `This user may not use ${place}, meant for ${name}. Set CLOUDMEET_PORT to one above 1023.`,
    EADDRNOTAVAIL: `This machine does not have the address for ${place}, meant for ${name}.`,
  };
  const known = words[error.code ?? ''];
  return new Error(known ?? `${name} cannot listen on ${place}: ${error.message}`, { cause: error });
}

function listen(server: Server, options: HttpServerOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => {
      reject(explainListenError(error, options));
    });
    server.listen({ port: options.port, host: options.host ?? '127.0.0.1', backlog }, resolve);
  });
}

function portOf(server: Server): number {
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('The server has no port.');
  return address.port;
}

/** Closes gently: idle connections at once, busy ones when their answer is out, all others at the end of `drainMs`. */
async function drain(
  server: Server,
  sockets: ReadonlySet<Socket>,
  busy: ReadonlySet<ServerResponse>,
  drainMs: number,
) {
  const closed = new Promise<void>((resolve) => {
    server.close(() => {
      resolve();
    });
  });
  for (const response of busy) response.shouldKeepAlive = false;
  const deadline = performance.now() + drainMs;
  while (busy.size > 0 && performance.now() < deadline) {
    server.closeIdleConnections();
    await sleep(drainPollMs);
  }
  server.closeIdleConnections();
  for (const socket of sockets) socket.destroySoon();
  for (const response of busy) response.socket?.destroy();
  await closed;
}

/** Listens for HTTP on loopback by default. @throws Error that names a taken or forbidden port and what to do. */
export async function startHttpServer(options: HttpServerOptions): Promise<HttpServer> {
  const server = createServer({ requestTimeout: 30_000, headersTimeout: 10_000, keepAliveTimeout: 5000 });
  const sockets = new Set<Socket>();
  const busy = new Set<ServerResponse>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  server.on('request', (_request, response: ServerResponse) => {
    busy.add(response);
    response.once('close', () => busy.delete(response));
    if (!server.listening) response.shouldKeepAlive = false;
  });
  server.on('request', options.handler);
  await listen(server, options);
  const port = portOf(server);
  let closing: Promise<void> | undefined;
  return {
    server,
    port,
    url: `http://${options.host ?? '127.0.0.1'}:${String(port)}`,
    close: () => (closing ??= drain(server, sockets, busy, options.drainMs ?? 10_000)),
  };
}
