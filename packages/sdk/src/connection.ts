import { embedError } from '@cloudmeet/contracts';
import type { Channel } from '@cloudmeet/frame-channel';
import { shakeHands } from './handshake.ts';
import type { RoomAddress } from './room-address.ts';

export interface ConnectionEvents {
  onLoading(): void;
  /** Comes before anything that waits for the channel goes on. */
  onConnected(channel: Channel): void;
  onFailed(error: Error): void;
  /** The channel ended without our doing; another attempt follows. */
  onLost(): void;
}

/** The line to the room page in one iframe, through loads and reloads of it. */
export interface Connection {
  /** Loads the page, unless it is there or on its way, and waits for its channel. */
  open(address: RoomAddress): Promise<Channel>;
  /** Waits for the channel of whatever is or will be opened. */
  ready(): Promise<Channel>;
  address(): RoomAddress | undefined;
  current(): Channel | undefined;
  close(): void;
}

interface Gate {
  promise: Promise<Channel>;
  resolve: (channel: Channel) => void;
  reject: (error: Error) => void;
}

function createGate(): Gate {
  let resolve: Gate['resolve'] = () => undefined;
  let reject: Gate['reject'] = () => undefined;
  const promise = new Promise<Channel>((...settle) => ([resolve, reject] = settle));
  // Perhaps nobody waits for it; its failure is told as an event as well.
  promise.catch(() => undefined);
  return { promise, resolve, reject };
}

export function createConnection(iframe: HTMLIFrameElement, events: ConnectionEvents): Connection {
  let address: RoomAddress | undefined;
  let attempt: AbortController | undefined;
  let current: Channel | undefined;
  let gate = createGate();
  let gateOpen = false;

  async function connect(to: RoomAddress, loadedBefore: boolean) {
    const mine = new AbortController();
    attempt = mine;
    events.onLoading();
    try {
      const channel = await shakeHands(iframe, to, mine, loadedBefore);
      if (attempt !== mine) return channel.close();
      attempt = undefined;
      current = channel;
      events.onConnected(channel);
      gateOpen = true;
      gate.resolve(channel);
      void channel.closed.then(() => onClosed(channel, to));
    } catch (thrown) {
      if (attempt === mine)
        fail(thrown instanceof Error ? thrown : embedError('internal', undefined, thrown));
    }
  }
  function fail(error: Error) {
    attempt = undefined;
    gateOpen = true;
    gate.reject(error);
    events.onFailed(error);
  }
  function renewGate() {
    if (gateOpen) gate = createGate();
    gateOpen = false;
  }
  function onClosed(channel: Channel, to: RoomAddress) {
    if (current !== channel) return;
    current = undefined;
    renewGate();
    events.onLost();
    if (iframe.isConnected) void connect(to, true);
    else fail(embedError('unavailable', 'The iframe was taken out of the page.'));
  }

  return {
    ready: () => gate.promise,
    address: () => address,
    current: () => current,
    open(next) {
      if (address?.page === next.page && (current || attempt)) return gate.promise;
      const failedBefore = address?.page === next.page;
      const shownBefore = iframe.src.split('#')[0] === next.page;
      address = next;
      attempt?.abort();
      const old = current;
      current = undefined;
      old?.close();
      renewGate();
      if (failedBefore || !shownBefore) iframe.src = next.page;
      void connect(next, shownBefore);
      return gate.promise;
    },
    close() {
      const error = embedError('destroyed');
      attempt?.abort(error);
      attempt = undefined;
      const old = current;
      current = undefined;
      old?.close();
      renewGate();
      gate.reject(error);
      gateOpen = true;
    },
  };
}
