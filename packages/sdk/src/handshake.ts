import { connectToFrame } from '@cloudmeet/frame-channel';
import type { Channel } from '@cloudmeet/frame-channel';
import { embedError, StatedError } from '@cloudmeet/contracts/frame';
import { askEmbedCheck } from './embed-check.ts';
import type { EmbedVerdict } from './embed-check.ts';
import type { RoomAddress } from './room-address.ts';

/**
 * Connects to the room page and says why when it cannot. A browser does not tell a page that a frame was blocked, so
 * the room's server is asked at the same time: an origin that is not allowed is known long before the time is up.
 */
export async function shakeHands(
  iframe: HTMLIFrameElement,
  address: RoomAddress,
  attempt: AbortController,
  loadedBefore: boolean,
): Promise<Channel> {
  if (!window.isSecureContext) throw embedError('insecure-context');
  let loaded = loadedBefore;
  let verdict: EmbedVerdict = 'unknown';
  const onLoad = () => (loaded = true);
  iframe.addEventListener('load', onLoad);
  void askEmbedCheck(address, attempt.signal).then((answer) => {
    verdict = answer;
    if (answer === 'refused') attempt.abort(originNotAllowed());
  });
  try {
    return await connectToFrame({ iframe, roomOrigin: address.origin, signal: attempt.signal });
  } catch (thrown) {
    const silent = thrown instanceof StatedError && thrown.code === 'timeout';
    throw silent ? reasonOfSilence(loaded, verdict) : thrown;
  } finally {
    iframe.removeEventListener('load', onLoad);
    attempt.abort();
  }
}

export function originNotAllowed(): Error {
  return embedError('origin-not-allowed', `${location.origin} may not embed this room.`);
}

/** A blocked frame loads too, as an empty page; an allowed page that loads without a word was blocked further up. */
function reasonOfSilence(loaded: boolean, verdict: EmbedVerdict): Error {
  const blocked = loaded && (verdict === 'allowed' || isNestedElsewhere());
  return embedError(blocked ? 'blocked-by-frame-ancestors' : 'timeout');
}

/** Is this page itself in a frame of another origin? */
function isNestedElsewhere(): boolean {
  try {
    return window.top?.location.origin !== location.origin;
  } catch {
    // Reading it is forbidden exactly when the origin is another.
    return true;
  }
}
