import { embedError, frameLimits, frameProtocol } from '@cloudmeet/contracts/frame';
import type { VersionRange } from '@cloudmeet/contracts/frame';
import type { Channel, ChannelOptions } from './channel.ts';
import { isHello, isPortMessage, refusalCode } from './message-shapes.ts';
import { openChannel } from './open-channel.ts';
import type { OpenedChannel } from './open-channel.ts';

export interface ConnectOptions extends ChannelOptions {
  iframe: HTMLIFrameElement;
  /** Exact origin of the room page, such as `https://rooms.example.com`. */
  roomOrigin: string;
  /** Default: what this build speaks. */
  versions?: VersionRange | undefined;
  /** Default 9.5 s. */
  timeoutMs?: number | undefined;
  /** Gives up; the promise then rejects with the signal's reason. Without effect once connected. */
  signal?: AbortSignal | undefined;
}

/**
 * The parent's side of the handshake. Rejects with `origin-not-allowed`, `protocol-mismatch`, `insecure-context`
 * (the frame refused), `timeout`, `invalid-argument` (no exact origin) or the reason of `signal`.
 */
export function connectToFrame(options: ConnectOptions): Promise<Channel> {
  const { iframe, roomOrigin, timeoutMs = frameLimits.handshakeTimeoutMs, signal } = options;
  return new Promise((resolve, reject) => {
    if (!isExactOrigin(roomOrigin))
      return reject(embedError('invalid-argument', 'roomOrigin must be scheme, host and port.'));
    if (signal?.aborted) return reject(signal.reason as Error);
    const offer = createOffer(
      options,
      (opened) => {
        stopWaiting();
        opened.channel.closed.then(stopListening, stopListening);
        resolve(opened.channel);
      },
      fail,
    );

    const timer = setTimeout(() => fail(embedError('timeout')), timeoutMs);
    const onAbort = () => fail(signal?.reason as Error);
    const stopListening = () => removeEventListener('message', onMessage);
    function stopWaiting() {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
    }
    function fail(error: Error) {
      stopWaiting();
      stopListening();
      offer.withdraw();
      reject(error);
    }
    function onMessage({ source, origin, data }: MessageEvent) {
      if (!source || source !== iframe.contentWindow || origin !== roomOrigin) return;
      const refused = refusalCode(data);
      if (isHello(data)) offer.onHello();
      else if (refused && !offer.taken()) fail(embedError(refused));
    }
    addEventListener('message', onMessage);
    signal?.addEventListener('abort', onAbort);
  });
}

function isExactOrigin(origin: string): boolean {
  return URL.canParse(origin) && new URL(origin).origin === origin;
}

/**
 * The port that the frame is offered. A frame repeats hello until a port reaches it, so a newer offer replaces one
 * that stays unanswered, and a hello long after `ready` means that the frame was loaded anew.
 */
function createOffer(
  { iframe, roomOrigin, versions = frameProtocol, onFault }: ConnectOptions,
  onOpened: (opened: OpenedChannel) => void,
  onFailed: (error: Error) => void,
) {
  let port: MessagePort | undefined;
  let offeredAt = 0;
  let opened: OpenedChannel | undefined;
  let openedAt = 0;

  function make() {
    withdraw();
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data, ports }: MessageEvent) => {
      for (const extra of ports) extra.close();
      onFirst(port1, data);
    };
    port = port1;
    offeredAt = performance.now();
    iframe.contentWindow?.postMessage({ cloudmeet: 'connect', versions }, roomOrigin, [port2]);
  }
  function onFirst(taken: MessagePort, data: unknown) {
    if (!isPortMessage(data) || data.k !== 'ready') return;
    const { version } = data;
    if (version < versions.min || version > versions.max) return onFailed(embedError('protocol-mismatch'));
    port = undefined;
    openedAt = performance.now();
    opened = openChannel(taken, version, { onFault });
    onOpened(opened);
  }
  function withdraw() {
    port?.postMessage({ k: 'bye' });
    port?.close();
    port = undefined;
  }
  return {
    withdraw,
    taken: () => opened !== undefined,
    onHello() {
      const now = performance.now();
      if (opened) {
        if (now - openedAt > frameLimits.helloSettleMs) opened.end('frame-reloaded');
      } else if (!port || now - offeredAt > frameLimits.connectRepeatMs) make();
    },
  };
}
