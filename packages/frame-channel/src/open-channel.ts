import { embedError } from '@cloudmeet/contracts/frame';
import type { PortMessage } from '@cloudmeet/contracts/frame';
import type { Channel, ChannelOptions, CloseReason } from './channel.ts';
import { createEventListeners, reportFault } from './event-listeners.ts';
import { createIncomingRequests } from './incoming-requests.ts';
import { isPortMessage } from './message-shapes.ts';
import { createOutgoingRequests } from './outgoing-requests.ts';

export interface OpenedChannel {
  channel: Channel;
  /** Ends it for another reason than `close()`. */
  end(reason: CloseReason): void;
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
    if (!isPortMessage(data)) return;
    if (data.k === 'req') incoming.take(data).catch(onFault);
    else if (data.k === 'res') outgoing.settle(data);
    else if (data.k === 'evt') listeners.tell(data.event, data.payload);
    else if (data.k === 'bye') end('peer-closed');
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
