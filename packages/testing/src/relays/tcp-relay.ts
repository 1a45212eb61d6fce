import { connect, createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { seededRandom } from '../clock/seeded-random.ts';

/** What the relay does to what passes, in both directions. */
export interface TcpFaults {
  /** Every chunk comes this much later. Default 0. */
  delayMs?: number;
  /** And up to this much more, at random; order is kept, as TCP does. Default 0. */
  jitterMs?: number;
  /** Not more than this passes in either direction of one connection. Default: no limit. */
  bytesPerSecond?: number;
  /** Nothing passes, and nobody is told. Default false. */
  blackhole?: boolean;
}

export interface TcpRelayOptions extends TcpFaults {
  target: { host?: string; port: number };
  /** Printed by tests, so that a failure can be repeated. */
  seed: number;
}

export interface TcpRelay {
  port: number;
  seed: number;
  connections(): number;
  /** Bytes that vanished in a black hole. */
  swallowedBytes(): number;
  /** Changes the faults for what comes from now on. */
  set(faults: TcpFaults): void;
  /** Resets every connection at once, as a dying network does. New ones may come. */
  cut(): void;
  close(): Promise<void>;
}

/** Sources are not read further while this much waits for them to be passed on. */
const bufferMax = 256 * 1024;

interface Hop {
  faults(): TcpFaults;
  random(): number;
  swallowed(bytes: number): void;
}

/** Passes chunks from one socket to the other, late, slowly, or not at all. */
class Direction {
  readonly #from: Socket;
  readonly #to: Socket;
  readonly #faults: () => TcpFaults;
  readonly #random: () => number;
  readonly #swallowed: (bytes: number) => void;
  readonly #timers = new Set<NodeJS.Timeout>();
  #freeAtMs = 0;
  #waitingBytes = 0;

  constructor(from: Socket, to: Socket, { faults, random, swallowed }: Hop) {
    this.#from = from;
    this.#to = to;
    this.#faults = faults;
    this.#random = random;
    this.#swallowed = swallowed;
    from.on('data', (chunk: Buffer) => this.#pass(chunk));
    from.on('end', () => this.#later(this.#dueMs(0), () => to.end()));
  }

  stop(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
  }

  #pass(chunk: Buffer): void {
    if (this.#faults().blackhole) {
      this.#swallowed(chunk.length);
      return;
    }
    this.#waitingBytes += chunk.length;
    if (this.#waitingBytes > bufferMax) this.#from.pause();
    this.#later(this.#dueMs(chunk.length), () => {
      this.#waitingBytes -= chunk.length;
      if (this.#waitingBytes <= bufferMax) this.#from.resume();
      if (this.#faults().blackhole) this.#swallowed(chunk.length);
      else if (this.#to.writable) this.#to.write(chunk);
    });
  }

  /** When the next chunk is through: after its delay, and never before the one ahead of it. */
  #dueMs(bytes: number): number {
    const { delayMs = 0, jitterMs = 0, bytesPerSecond } = this.#faults();
    const sendingMs = bytesPerSecond === undefined ? 0 : (bytes / bytesPerSecond) * 1000;
    const arrivalMs = performance.now() + delayMs + this.#random() * jitterMs;
    this.#freeAtMs = Math.max(this.#freeAtMs, arrivalMs) + sendingMs;
    return this.#freeAtMs;
  }

  #later(dueMs: number, run: () => void): void {
    const timer = setTimeout(
      () => {
        this.#timers.delete(timer);
        run();
      },
      Math.max(0, dueMs - performance.now()),
    );
    this.#timers.add(timer);
  }
}

function join(client: Socket, upstream: Socket, hop: Hop): void {
  const directions = [new Direction(client, upstream, hop), new Direction(upstream, client, hop)];
  for (const socket of [client, upstream]) {
    socket.setNoDelay(true);
    // The reason follows as 'close'.
    socket.on('error', () => undefined);
    socket.on('close', () => {
      for (const direction of directions) direction.stop();
      client.destroy();
      upstream.destroy();
    });
  }
}

/** A TCP hop on loopback that can be made bad. */
export async function startTcpRelay(options: TcpRelayOptions): Promise<TcpRelay> {
  const { target, seed, ...initial } = options;
  let faults: TcpFaults = initial;
  let swallowedBytes = 0;
  const hop: Hop = {
    faults: () => faults,
    random: seededRandom(seed),
    swallowed: (bytes) => (swallowedBytes += bytes),
  };
  const sockets = new Set<Socket>();
  const server = createServer({ allowHalfOpen: true }, (client) => {
    const upstream = connect({ host: target.host ?? '127.0.0.1', port: target.port, allowHalfOpen: true });
    sockets.add(client);
    client.once('close', () => sockets.delete(client));
    join(client, upstream, hop);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const cut = () => {
    for (const socket of sockets) socket.resetAndDestroy();
  };
  let closing: Promise<void> | undefined;
  return {
    port: (server.address() as AddressInfo).port,
    seed,
    connections: () => sockets.size,
    swallowedBytes: () => swallowedBytes,
    set: (changed) => {
      faults = changed;
    },
    cut,
    close: () =>
      (closing ??= new Promise<void>((resolve) => {
        server.close(() => resolve());
        cut();
      })),
  };
}
