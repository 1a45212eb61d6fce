import type { CloudMeetFrame } from './cloudmeet-frame.ts';
import type { FrameOptions } from './frame-options.ts';
import { createRoomFrame } from './room-frame.ts';
import { createRoomIframe } from './room-iframe.ts';

/**
 * Puts a room into `parent`, which it fills; without a parent into a corner of the page. Throws `invalid-argument` for
 * an address that is none.
 */
export function createFrame(parent?: Element | null, options?: FrameOptions): CloudMeetFrame;
export function createFrame(options?: FrameOptions): CloudMeetFrame;
export function createFrame(
  first?: Element | FrameOptions | null,
  second: FrameOptions = {},
): CloudMeetFrame {
  const parent = first instanceof Element ? first : undefined;
  const options = { ...second, ...(parent ? {} : first) };
  const iframe = createRoomIframe(parent, options);
  try {
    return createRoomFrame(iframe, options, undefined, () => iframe.remove());
  } catch (thrown) {
    iframe.remove();
    throw thrown;
  }
}
