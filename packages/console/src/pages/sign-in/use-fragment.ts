import { useState } from 'react';

/** What a link carried behind its `#`: read once, and taken out of the address at once. */
function takeFragment(): URLSearchParams {
  const values = new URLSearchParams(window.location.hash.slice(1));
  if (window.location.hash !== '') {
    const { pathname, search } = window.location;
    window.history.replaceState(window.history.state, '', `${pathname}${search}`);
  }
  return values;
}

/** The secrets of a link. They never reach a server in an address, nor stay in the browser's history. */
export function useFragment(): URLSearchParams {
  const [values] = useState(takeFragment);
  return values;
}
