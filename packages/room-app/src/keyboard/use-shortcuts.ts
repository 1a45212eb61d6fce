import { useEffect, useRef } from 'react';
import { selectMedia } from '@cloudmeet/room-engine';
import { usePage } from '../page/page-context.tsx';
import { useShortcutActions } from './use-shortcut-actions.ts';
import { matchShortcut } from './shortcuts.ts';

/** Listens for the keys of the room while it is on the screen. */
export function useShortcuts(): void {
  const page = usePage();
  const actions = useShortcutActions();
  const current = useRef(actions);
  useEffect(() => {
    current.current = actions;
  });
  useEffect(() => {
    /** True while Space holds the microphone open. */
    let talking = false;
    const press = (event: KeyboardEvent): void => {
      const { view } = page.store.getState();
      if (event.defaultPrevented || view.dialog !== null || view.removing !== null) return;
      const name = matchShortcut(event, view.singleKeys);
      if (!name) return;
      event.preventDefault();
      if (name !== 'talk') return current.current[name]();
      if (selectMedia(page.room.store.getState()).audio.status === 'on') return;
      talking = true;
      current.current.talk(true);
    };
    const stopTalking = (): void => {
      if (!talking) return;
      talking = false;
      current.current.talk(false);
    };
    const release = (event: KeyboardEvent): void => {
      if (event.key === ' ') stopTalking();
    };
    window.addEventListener('keydown', press);
    window.addEventListener('keyup', release);
    window.addEventListener('blur', stopTalking);
    return () => {
      stopTalking();
      window.removeEventListener('keydown', press);
      window.removeEventListener('keyup', release);
      window.removeEventListener('blur', stopTalking);
    };
  }, [page]);
}
