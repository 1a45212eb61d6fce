import { CloudMeetError } from '@cloudmeet/contracts';
import type { ClientFrame, ServerFrame } from '@cloudmeet/contracts';
import type { BrowserPorts } from '../ports/browser-ports.ts';
import { RetrySchedule } from './retry-schedule.ts';
import { RoomSocket } from './room-socket.ts';

export interface SocketKeeperOptions {
  socketUrl: string;
  ports: Pick<BrowserPorts, 'openSocket' | 'clock' | 'random' | 'network'>;
}

export interface SocketKeeperHandlers {
  opened(): void;
  frame(frame: ServerFrame): void;
  garbled(error: CloudMeetError): void;
  /** The socket is gone; another one is on its way. */
  lost(): void;
  /** Trying further is no use. */
  exhausted(error: CloudMeetError): void;
  planned(attempt: number, retryAtMs: number | null): void;
}

/** How often one may be sent from node to node before it is treated as a failure. */
const hopsMax = 5;
/** Frames that cannot be read, without an entry in between, before the two sides are held to differ. */
const garbledMax = 3;

/** Keeps one socket open while it is wanted: tries again with backoff, follows the room to another node. */
export class SocketKeeper {
  readonly #options: SocketKeeperOptions;
  readonly #handlers: SocketKeeperHandlers;
  readonly #retry: RetrySchedule;
  readonly #stopWatchingNetwork: () => void;
  #socket: RoomSocket | undefined;
  #url: string;
  #wasConnected = false;
  #hops = 0;
  #garbled = 0;

  constructor(options: SocketKeeperOptions, handlers: SocketKeeperHandlers) {
    this.#options = options;
    this.#handlers = handlers;
    this.#url = options.socketUrl;
    this.#retry = new RetrySchedule(options.ports, handlers.planned);
    this.#stopWatchingNetwork = options.ports.network.onChange((online) => {
      if (online) this.#retry.hurry();
      this.#socket?.probe();
    });
  }

  /** Starts from the first address, dropping whatever was open. */
  start(): void {
    this.stop();
    this.#open();
  }

  send(frame: ClientFrame): void {
    this.#socket?.send(frame);
  }

  probe(): void {
    this.#socket?.probe();
  }

  /** The server answered something that only a working room says. */
  proved(): void {
    this.#wasConnected = true;
  }

  /** The connection has held for a while: the next loss counts from one. */
  settled(): void {
    this.#hops = 0;
    this.#garbled = 0;
    this.#retry.proved();
  }

  /** Gives this socket up and comes back a little later, at the address given or at the first one. */
  again(atLeastMs = 0, url = this.#options.socketUrl): void {
    this.#drop();
    this.#url = url;
    this.#handlers.lost();
    const planned = this.#retry.plan(this.#wasConnected, () => this.#open(), atLeastMs);
    if (!planned)
      this.#handlers.exhausted(new CloudMeetError(this.#wasConnected ? 'timeout' : 'unavailable'));
  }

  /** Goes to another node at once; too many times in a row becomes an ordinary retry. */
  follow(url: string): void {
    this.#hops += 1;
    if (this.#hops > hopsMax) {
      this.again();
      return;
    }
    this.#drop();
    this.#url = url;
    this.#handlers.lost();
    this.#open();
  }

  stop(): void {
    this.#drop();
    this.#retry.stop();
    this.#url = this.#options.socketUrl;
    this.#wasConnected = false;
    this.#hops = 0;
    this.#garbled = 0;
  }

  close(): void {
    this.stop();
    this.#stopWatchingNetwork();
  }

  #open(): void {
    this.#socket = new RoomSocket(this.#url, this.#options.ports, {
      opened: this.#handlers.opened,
      frame: this.#handlers.frame,
      garbled: (error) => {
        this.#onGarbled(error);
      },
      down: () => {
        this.again();
      },
    });
  }

  #onGarbled(error: CloudMeetError): void {
    this.#garbled += 1;
    this.#handlers.garbled(error);
    if (this.#garbled < garbledMax) this.again();
    else this.#handlers.exhausted(new CloudMeetError('protocol-mismatch', { cause: error }));
  }

  #drop(): void {
    this.#socket?.close();
    this.#socket = undefined;
  }
}
