import { embedError } from '@cloudmeet/contracts/frame';
import type { CloudMeetFrame } from './cloudmeet-frame.ts';
import type { FrameOptions } from './frame-options.ts';
import { roomAddress } from './room-address.ts';
import { createRoomFrame } from './room-frame.ts';
import { requireAllow } from './room-iframe.ts';

const wrapped = new WeakSet<HTMLIFrameElement>();

/**
 * Takes over an iframe of yours. Its `allow` must have every permission a room needs, else `missing-allow` is thrown.
 * A room that its `src` already shows is kept. `destroy()` leaves the meeting and the iframe where it is. Throws
 * `conflict` for an iframe that is wrapped already.
 */
export function wrap(iframe: HTMLIFrameElement, options: FrameOptions = {}): CloudMeetFrame {
  requireAllow(iframe);
  if (wrapped.has(iframe)) throw embedError('conflict', 'This iframe is wrapped already.');
  const frame = createRoomFrame(
    iframe,
    options,
    iframe.src ? roomAddress({ url: iframe.src }) : undefined,
    () => wrapped.delete(iframe),
  );
  wrapped.add(iframe);
  return frame;
}
