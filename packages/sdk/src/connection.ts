import { embedError } from '@cloudmeet/contracts/frame';
import type { StatedError } from '@cloudmeet/contracts/frame';
import type { Channel } from '@cloudmeet/frame-channel';
import { Gate } from './gate.ts';
import { shakeHands } from './handshake.ts';
import type { RoomAddress } from './room-address.ts';
import { statedError } from './stated.ts';

export interface ConnectionEvents {
  onLoading: () => void;
  /** Comes before anything that waits for the channel goes on. */
  onConnected: (channel: Channel) => void;
  onFailed: (error: StatedError) => void;
  /** The channel ended without our doing. While the iframe is in the page another attempt follows. */
  onLost: (willReturn: boolean) => void;
}

/** The line to the room page in one iframe, through loads and reloads of it. */
export class Connection {
  readonly #iframe: HTMLIFrameElement;
  readonly #events: ConnectionEvents;
  #address: RoomAddress | undefined;
  #attempt: AbortController | undefined;
  #channel: Channel | undefined;
  #gate = new Gate<Channel>();

  constructor(iframe: HTMLIFrameElement, events: ConnectionEvents) {
    this.#iframe = iframe;
    this.#events = events;
  }

  get address(): RoomAddress | undefined {
    return this.#address;
  }
  /** The channel, while there is one. */
  get channel(): Channel | undefined {
    return this.#channel;
  }
  /** Waits for the channel of whatever is or will be opened. */
  ready(): Promise<Channel> {
    return this.#gate.passed;
  }

  /** Loads the page, unless it is there or on its way, and waits for its channel. */
  open(next: RoomAddress): Promise<Channel> {
    const isSame = this.#address?.page === next.page;
    if (!isSame || !(this.#channel || this.#attempt)) {
      const isShown = this.#iframe.src.split('#')[0] === next.page;
      this.#drop();
      this.#address = next;
      if (isSame || !isShown) this.#iframe.src = next.page;
      void this.#connect(next, isShown);
    }
    return this.ready();
  }

  close(): void {
    this.#drop();
    this.#gate.refuse(embedError('destroyed'));
  }

  async #connect(to: RoomAddress, loadedBefore: boolean): Promise<void> {
    const mine = new AbortController();
    this.#attempt = mine;
    // Whoever made the frame gets to listen first.
    await Promise.resolve();
    if (this.#attempt !== mine) return;
    this.#events.onLoading();
    try {
      const channel = await shakeHands(this.#iframe, to, mine, loadedBefore);
      if (this.#attempt !== mine) return channel.close();
      this.#attempt = undefined;
      this.#channel = channel;
      this.#events.onConnected(channel);
      this.#gate.open(channel);
      void channel.closed.then(() => this.#onClosed(channel, to));
    } catch (thrown) {
      if (this.#attempt === mine) this.#fail(statedError(thrown));
    }
  }

  #fail(error: StatedError): void {
    this.#attempt = undefined;
    this.#gate.refuse(error);
    this.#events.onFailed(error);
  }

  #onClosed(channel: Channel, to: RoomAddress): void {
    if (this.#channel !== channel) return;
    this.#drop();
    const willReturn = this.#iframe.isConnected;
    this.#events.onLost(willReturn);
    if (willReturn) void this.#connect(to, true);
    else this.#fail(embedError('unavailable', 'The iframe was taken out of the page.'));
  }

  #drop(): void {
    const channel = this.#channel;
    this.#channel = undefined;
    channel?.close();
    this.#attempt?.abort();
    this.#attempt = undefined;
    this.#gate = this.#gate.renewed();
  }
}
