import { randomText } from '@cloudmeet/contracts';

/**
 * Names one RTCPeerConnection of this page: a number that grows, so that the other side can tell an older
 * connection from a newer one, and something random.
 */
export function connectionIds(): () => string {
  let count = 0;
  return () => `${String(++count)}-${randomText(12)}`;
}

/** Negative when `a` was made before `b` in the same page; 0 for the same connection. */
export function compareConnections(a: string, b: string): number {
  return a === b ? 0 : Number.parseInt(a, 10) - Number.parseInt(b, 10) || -1;
}
