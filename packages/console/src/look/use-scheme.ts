import { useSyncExternalStore } from 'react';
import { useAppSelector } from '../store.ts';

const dark = () => window.matchMedia('(prefers-color-scheme: dark)');

function onChange(listener: () => void): () => void {
  const query = dark();
  query.addEventListener('change', listener);
  return () => query.removeEventListener('change', listener);
}

/** The colour scheme to show now. */
export function useScheme(): 'light' | 'dark' {
  const { scheme } = useAppSelector((state) => state.look);
  const deviceIsDark = useSyncExternalStore(onChange, () => dark().matches);
  if (scheme !== 'system') return scheme;
  return deviceIsDark ? 'dark' : 'light';
}
