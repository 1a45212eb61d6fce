import type { Store } from '../store.ts';
import type { Credentials } from './credentials.ts';
import { signedIn, signedOut } from './session-slice.ts';

/**
 * Finds out whether somebody is signed in in this browser. A server that does not answer leaves the question open: the
 * sign-in page says so, and signing in asks again.
 */
export function restoreSession(store: Store, credentials: Credentials): void {
  credentials.refresh().then(
    (found) => void store.dispatch(found ? signedIn() : signedOut()),
    () => void store.dispatch(signedOut()),
  );
}
