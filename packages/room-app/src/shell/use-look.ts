import { useEffect, useLayoutEffect, useSyncExternalStore } from 'react';
import { useText } from '@cloudmeet/ui';
import { usePageState } from '../page/page-context.tsx';
import { wearLook } from './wear-look.ts';

/** Puts theme, colour scheme and language on the document, and follows them and the device. */
export function useLook(): void {
  const theme = usePageState(({ view }) => view.theme);
  const { language } = useText();
  const deviceIsLight = useSyncExternalStore(subscribe, () => lightQuery().matches);
  const wanted = theme.colorScheme ?? 'dark';
  const scheme = wanted === 'auto' ? (deviceIsLight ? 'light' : 'dark') : wanted;
  useLayoutEffect(() => wearLook(document.documentElement, scheme, theme), [theme, scheme]);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
}

const lightQuery = (): MediaQueryList => window.matchMedia('(prefers-color-scheme: light)');

function subscribe(changed: () => void): () => void {
  const query = lightQuery();
  query.addEventListener('change', changed);
  return () => query.removeEventListener('change', changed);
}
