import { createServer, type Server, type Socket } from 'node:net';
import type { IceAgent } from './ice-agent.ts';
import type { IceRegistry } from './ice-registry.ts';
import { isStun } from './stun.ts';
import { tcpPath } from './tcp-path.ts';

const frameBytesMax = 2048;
const connectionsMax = 1000;
const unvalidatedMs = 10_000;

export interface TcpListener {
  readonly port: number;
  close(): Promise<void>;
}

/** Takes datagrams off the front of what came; null for a length that no honest client sends. */
function takeFrames(bytes: Buffer): { frames: Buffer[]; rest: Buffer } | null {
  const frames: Buffer[] = [];
  let at = 0;
  while (at + 2 <= bytes.length) {
    const length = bytes.readUInt16BE(at);
    if (length > frameBytesMax) return null;
    if (at + 2 + length > bytes.length) break;
    frames.push(bytes.subarray(at + 2, at + 2 + length));
    at += 2 + length;
  }
  return { frames, rest: bytes.subarray(at) };
}

/** One connection: an agent's once a check on it was authentic, and closed when none comes. */
function serve(socket: Socket, registry: IceRegistry): void {
  const path = tcpPath(socket);
  let agent: IceAgent | null = null;
  let waiting = Buffer.alloc(0);
  const impatience = setTimeout(() => socket.destroy(), unvalidatedMs);
  const received = (datagram: Buffer) => {
    if (isStun(datagram)) agent = registry.check(datagram, path) ?? agent;
    else if (agent?.has(path) === true) agent.received(datagram);
    else registry.refused += 1;
    if (agent !== null) clearTimeout(impatience);
  };
  socket.setNoDelay(true);
  socket.on('data', (bytes) => {
    const taken = takeFrames(Buffer.concat([waiting, bytes]));
    if (taken === null) {
      socket.destroy();
      return;
    }
    waiting = Buffer.from(taken.rest);
    for (const frame of taken.frames) received(frame);
  });
  // A broken connection closes; what it says on the way is nothing to us.
  socket.on('error', () => undefined);
  socket.on('close', () => clearTimeout(impatience));
}

function listen(server: Server, address: string, port: number): Promise<void> {
  return new Promise((done, fail) => {
    server.once('error', fail);
    server.listen({ host: address, port, exclusive: true }, () => {
      server.off('error', fail);
      done();
    });
  });
}

/** Listens for clients that cannot send UDP (RFC 6544, passive) on the first of `ports` that is free. */
export async function listenTcp(
  address: string,
  ports: readonly number[],
  registry: IceRegistry,
): Promise<TcpListener> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    serve(socket, registry);
  });
  server.maxConnections = connectionsMax;
  let failure: unknown = new Error('No port to listen on');
  for (const port of ports) {
    try {
      await listen(server, address, port);
      const bound = server.address();
      if (bound === null || typeof bound === 'string') throw new Error('The listener has no port');
      return {
        port: bound.port,
        close: () =>
          new Promise((done) => {
            for (const socket of sockets) socket.destroy();
            server.close(() => done());
          }),
      };
    } catch (error) {
      failure = error;
    }
  }
  throw failure;
}
