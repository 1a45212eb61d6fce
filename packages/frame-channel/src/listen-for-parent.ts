import { embedError, frameLimits, frameProtocol } from '@cloudmeet/contracts/frame';
import type { RefusedMessage, VersionRange } from '@cloudmeet/contracts/frame';
import type { Channel, ChannelOptions } from './channel.ts';
import { connectVersions } from './message-shapes.ts';
import { openChannel } from './open-channel.ts';

export interface ListenOptions extends ChannelOptions {
  /** Exact origins of pages that may embed this one, as the tenant has registered them. */
  allowedOrigins: readonly string[];
  /** Default: what this build speaks. */
  versions?: VersionRange | undefined;
  /** Default: none, because nobody knows when the page around it loads the SDK. */
  timeoutMs?: number | undefined;
  /** Gives up; the promise then rejects with the signal's reason. Without effect once connected. */
  signal?: AbortSignal | undefined;
}

/**
 * The frame's side of the handshake: one channel with the page around this one. After `channel.closed` call it again
 * for the next. Rejects with what the parent was told (`origin-not-allowed`, `protocol-mismatch`,
 * `insecure-context`), with `timeout`, the reason of `signal`, or `invalid-argument` when this page is in no frame.
 */
export function listenForParent(options: ListenOptions): Promise<Channel> {
  const { timeoutMs = Infinity, signal, onFault } = options;
  const { parent } = window;
  return new Promise((resolve, reject) => {
    if (parent === window) return reject(embedError('invalid-argument', 'This page is in no frame.'));
    if (signal?.aborted) return reject(signal.reason as Error);
    // The one message for anybody: it says nothing but that a room page is here.
    const sayHello = () => parent.postMessage({ cloudmeet: 'hello' }, '*');
    const repeat = setInterval(sayHello, frameLimits.helloRepeatMs);
    const giveUp = () => fail(embedError('timeout'));
    const timer = timeoutMs === Infinity ? undefined : setTimeout(giveUp, timeoutMs);
    const onAbort = () => fail(signal?.reason as Error);

    function stop() {
      clearInterval(repeat);
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
      removeEventListener('message', onMessage);
    }
    function fail(error: Error) {
      stop();
      reject(error);
    }
    function onMessage({ source, origin, data, ports }: MessageEvent) {
      const offered = source === parent ? connectVersions(data) : undefined;
      if (!offered) return;
      const [port, ...extra] = ports;
      if (!port || extra.length > 0) return closeAll(ports);
      const answer = judge(options, origin, offered);
      if (typeof answer === 'string') {
        closeAll(ports);
        refuse(parent, origin, answer);
        return fail(embedError(answer));
      }
      stop();
      port.postMessage({ k: 'ready', version: answer });
      resolve(openChannel(port, answer, { onFault }).channel);
    }
    addEventListener('message', onMessage);
    signal?.addEventListener('abort', onAbort);
    sayHello();
  });
}

/** The version to speak with this parent, or why not. */
function judge(
  { allowedOrigins, versions = frameProtocol }: ListenOptions,
  origin: string,
  offered: VersionRange,
): number | RefusedMessage['code'] {
  if (origin === 'null' || !allowedOrigins.includes(origin)) return 'origin-not-allowed';
  if (!window.isSecureContext) return 'insecure-context';
  const version = Math.min(versions.max, offered.max);
  return version >= Math.max(versions.min, offered.min) ? version : 'protocol-mismatch';
}

/** A page without an origin of its own cannot be addressed, so it is told nothing. */
function refuse(parent: Window, origin: string, code: RefusedMessage['code']): void {
  if (origin !== 'null') parent.postMessage({ cloudmeet: 'refused', code }, origin);
}

function closeAll(ports: readonly MessagePort[]): void {
  for (const port of ports) port.close();
}
