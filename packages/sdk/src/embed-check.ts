import type { RoomAddress } from './room-address.ts';

/** What the room's server says of this page. `unknown`: it could not be asked. */
export type EmbedVerdict = 'allowed' | 'refused' | 'unknown';

/**
 * Asks whether this page may embed the room. The browser itself states the page's origin; without one to state (a page
 * of the room's own origin) there is nothing to ask.
 */
export async function askEmbedCheck(address: RoomAddress, signal?: AbortSignal): Promise<EmbedVerdict> {
  if (address.origin === location.origin) return 'unknown';
  try {
    const response = await fetch(address.checkUrl, {
      credentials: 'omit',
      cache: 'no-store',
      signal: signal ?? null,
    });
    const answer: unknown = await response.json();
    const allowed: unknown = answer instanceof Object ? Reflect.get(answer, 'allowed') : undefined;
    return allowed === true ? 'allowed' : allowed === false ? 'refused' : 'unknown';
  } catch {
    // Unreachable, or forbidden by this page's own policy. The handshake tells which.
    return 'unknown';
  }
}
