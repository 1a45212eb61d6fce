import { createSocket } from 'node:dgram';
import type { RemoteInfo, Socket } from 'node:dgram';
import { seededRandom } from '../clock/seeded-random.ts';
import { Bottleneck } from './bottleneck.ts';

/** What the relay does to datagrams, in both directions. Ratios are in [0, 1]. */
export interface UdpFaults {
  /** Datagrams that vanish. Default 0. */
  lossRatio?: number;
  /** Every datagram comes this much later. Default 0. */
  delayMs?: number;
  /** And up to this much more, at random; this alone lets them overtake each other. Default 0. */
  jitterMs?: number;
  /** Datagrams that are held back by `reorderMs` more. Default 0. */
  reorderRatio?: number;
  /** Default 20. */
  reorderMs?: number;
  /** Not more than this goes to the clients, all of them together. Default: no limit. */
  downBitsPerSecond?: number;
  /** So much may wait for that, as the time that sending it takes; what comes beyond is lost. Default 200. */
  downQueueMs?: number;
}

export interface UdpRelayOptions extends UdpFaults {
  target: { host?: string; port: number };
  /** Printed by tests, so that a failure can be repeated. */
  seed: number;
}

export interface UdpRelay {
  port: number;
  seed: number;
  /** Datagrams that came, and those that vanished. */
  counts(): { received: number; lost: number };
  set(faults: UdpFaults): void;
  openSockets(): number;
  close(): Promise<void>;
}

function bind(socket: Socket): Promise<void> {
  return new Promise((resolve) => socket.bind(0, '127.0.0.1', resolve));
}

/** Sends on some datagrams, some late, and some not at all. */
class Hop {
  readonly #random: () => number;
  readonly #timers = new Set<NodeJS.Timeout>();
  faults: UdpFaults;
  received = 0;
  lost = 0;

  constructor(faults: UdpFaults, seed: number) {
    this.faults = faults;
    this.#random = seededRandom(seed);
  }

  pass(send: () => void): void {
    this.received += 1;
    const { lossRatio = 0, delayMs = 0, jitterMs = 0, reorderRatio = 0, reorderMs = 20 } = this.faults;
    // Always the same draws per datagram: one fault's setting does not shift the others' dice.
    const [loss, jitter, reorder] = [this.#random(), this.#random(), this.#random()];
    if (loss < lossRatio) {
      this.lost += 1;
      return;
    }
    const waitMs = delayMs + jitter * jitterMs + (reorder < reorderRatio ? reorderMs : 0);
    if (waitMs === 0) return send();
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      send();
    }, waitMs);
    this.#timers.add(timer);
  }

  stop(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
  }
}

/** What goes to the clients waits for the path where it is limited, in its order. */
class SlowPath {
  #path: Bottleneck | null = null;
  #waiting: { dueMs: number; send: () => void }[] = [];
  #timer: NodeJS.Timeout | undefined;
  lost = 0;

  limit({ downBitsPerSecond, downQueueMs }: UdpFaults): void {
    this.#path = downBitsPerSecond === undefined ? null : new Bottleneck(downBitsPerSecond, downQueueMs);
  }

  pass(bytes: number, send: () => void): void {
    const nowMs = performance.now();
    const dueMs = this.#path === null ? nowMs : this.#path.throughMs(bytes, nowMs);
    if (dueMs === null) this.lost += 1;
    else if (this.#path === null && this.#waiting.length === 0) send();
    else {
      this.#waiting.push({ dueMs, send });
      if (this.#waiting.length === 1) this.#arm(dueMs);
    }
  }

  #arm(dueMs: number): void {
    this.#timer = setTimeout(() => this.#run(), Math.max(0, dueMs - performance.now()));
  }

  #run(): void {
    const nowMs = performance.now();
    const due = this.#waiting.findIndex(({ dueMs }) => dueMs > nowMs);
    for (const { send } of this.#waiting.splice(0, due < 0 ? this.#waiting.length : due)) send();
    const [next] = this.#waiting;
    if (next) this.#arm(next.dueMs);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#waiting = [];
  }
}

/** One socket towards the target for each client, so that answers find their way back. */
class Upstreams {
  readonly #sockets = new Map<string, Promise<Socket>>();
  readonly #answer: (data: Buffer, client: RemoteInfo) => void;

  constructor(answer: (data: Buffer, client: RemoteInfo) => void) {
    this.#answer = answer;
  }

  of(client: RemoteInfo): Promise<Socket> {
    const key = `${client.address}:${String(client.port)}`;
    const known = this.#sockets.get(key);
    if (known) return known;
    const opened = this.#open(client);
    this.#sockets.set(key, opened);
    return opened;
  }

  get size(): number {
    return this.#sockets.size;
  }

  async close(): Promise<void> {
    for (const socket of await Promise.all(this.#sockets.values())) socket.close();
    this.#sockets.clear();
  }

  async #open(client: RemoteInfo): Promise<Socket> {
    const socket = createSocket('udp4');
    socket.on('message', (data) => this.#answer(data, client));
    await bind(socket);
    return socket;
  }
}

/** A UDP hop on loopback that can be made bad. */
export async function startUdpRelay(options: UdpRelayOptions): Promise<UdpRelay> {
  const { target, seed, ...faults } = options;
  const hop = new Hop(faults, seed);
  const front = createSocket('udp4');
  const down = new SlowPath();
  down.limit(faults);
  const upstreams = new Upstreams((data, client) =>
    hop.pass(() => down.pass(data.length, () => front.send(data, client.port, client.address))),
  );
  const passUp = async (data: Buffer, client: RemoteInfo) => {
    const upstream = await upstreams.of(client);
    hop.pass(() => upstream.send(data, target.port, target.host ?? '127.0.0.1'));
  };
  front.on('message', (data, client) => void passUp(data, client));
  await bind(front);
  let closing: Promise<void> | undefined;
  return {
    port: front.address().port,
    seed,
    counts: () => ({ received: hop.received, lost: hop.lost + down.lost }),
    set: (changed) => {
      hop.faults = changed;
      down.limit(changed);
    },
    openSockets: () => (closing ? 0 : 1) + upstreams.size,
    close: () =>
      (closing ??= (async () => {
        hop.stop();
        down.stop();
        front.close();
        await upstreams.close();
      })()),
  };
}
