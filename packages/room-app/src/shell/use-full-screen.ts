import { useCallback, useSyncExternalStore } from 'react';

export interface FullScreen {
  /** False where the browser has none or the page around does not pass it on. */
  available: boolean;
  active: boolean;
  toggle: () => void;
}

/** The whole page in full screen (WHATWG Fullscreen API). */
export function useFullScreen(): FullScreen {
  const active = useSyncExternalStore(subscribe, () => document.fullscreenElement !== null);
  const toggle = useCallback(() => void toggleFullScreen(), []);
  return { available: document.fullscreenEnabled === true, active, toggle };
}

function subscribe(changed: () => void): () => void {
  document.addEventListener('fullscreenchange', changed);
  return () => document.removeEventListener('fullscreenchange', changed);
}

async function toggleFullScreen(): Promise<void> {
  try {
    if (document.fullscreenElement) await document.exitFullscreen();
    else await document.documentElement.requestFullscreen({ navigationUI: 'hide' });
  } catch (refused) {
    // TypeError is how the browser says no to a request without a gesture: nothing changed, nothing to mend
    if (!(refused instanceof TypeError)) throw refused;
  }
}
