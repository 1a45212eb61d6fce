import { embedError } from '@cloudmeet/contracts';
import type { PortMessage } from '@cloudmeet/contracts';
import type { Channel, ChannelOptions, CloseReason } from './channel.ts';
import { createEventListeners } from './event-listeners.ts';
import { createIncomingRequests } from './incoming-requests.ts';
import { portMessage } from './message-shapes.ts';
import { createOutgoingRequests } from './outgoing-requests.ts';

export interface OpenedChannel {
  channel: Channel;
  /** Ends it for another reason than `close()`. */
  end(reason: CloseReason): void;
}

/** `reportError` is in every browser; Node has none, and there the fault becomes an uncaught exception. */
function reportFault(fault: unknown): void {
  if (typeof reportError === 'function') reportError(fault);
  else
    queueMicrotask(() => {
      throw fault;
    });
}

/** Makes a channel of a port on which both sides have agreed on a version. */
export function openChannel(
  port: MessagePort,
  version: number,
  { onFault = reportFault }: ChannelOptions = {},
): OpenedChannel {
  let open = true;
  let settle: (reason: CloseReason) => void;
  const closed = new Promise<CloseReason>((resolve) => (settle = resolve));
  const post = (message: PortMessage) => {
    if (open) port.postMessage(message);
  };
  const outgoing = createOutgoingRequests(post);
  const incoming = createIncomingRequests(post, onFault);
  const listeners = createEventListeners(onFault);
  const onGone = () => end('peer-gone');

  function end(reason: CloseReason) {
    if (!open) return;
    post({ k: 'bye' });
    open = false;
    port.onmessage = null;
    port.removeEventListener('close', onGone);
    port.close();
    listeners.clear();
    outgoing.fail(
      reason === 'closed'
        ? embedError('destroyed')
        : embedError('unavailable', 'The other side went away before it answered.'),
    );
    settle(reason);
  }

  port.onmessage = ({ data, ports }: MessageEvent) => {
    for (const extra of ports) extra.close();
    const message = portMessage(data);
    if (message?.k === 'req') incoming.take(message).catch(onFault);
    else if (message?.k === 'res') outgoing.settle(message);
    else if (message?.k === 'evt') listeners.tell(message.event, message.payload);
    else if (message?.k === 'bye') end('peer-closed');
  };
  port.addEventListener('close', onGone);

  const channel: Channel = {
    version,
    closed,
    request: (method, params = {}, { timeoutMs } = {}) => outgoing.send(method, params, timeoutMs),
    handle: incoming.handle,
    emit: (event, payload) => post({ k: 'evt', event, payload }),
    on: listeners.on,
    close: () => end('closed'),
  };
  return { channel, end };
}
