/** The part of a window that holds the address. */
export interface AddressHolder {
  location: Pick<Location, 'hash' | 'pathname' | 'search'>;
  history: Pick<History, 'replaceState' | 'state'>;
}

/**
 * Takes the room token out of `#token=…` and removes the whole fragment from the address and the history entry at
 * once, so that it can be neither copied with the address nor read later. Returns undefined when there is none.
 */
export function takeToken({ location, history }: AddressHolder): string | undefined {
  if (location.hash === '') return undefined;
  const token = new URLSearchParams(location.hash.slice(1)).get('token');
  history.replaceState(history.state, '', location.pathname + location.search);
  return token === null || token === '' ? undefined : token;
}
