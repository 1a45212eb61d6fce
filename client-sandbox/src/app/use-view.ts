import { useSyncExternalStore } from 'react';
import type { View } from './header.tsx';

function subscribe(onChange: () => void): () => void {
  addEventListener('hashchange', onChange);
  return () => removeEventListener('hashchange', onChange);
}

/** The view is in the address, so that it can be linked and gone back from. */
export function useView(): View {
  return useSyncExternalStore(subscribe, () => (location.hash === '#code' ? 'code' : 'lesson'));
}
