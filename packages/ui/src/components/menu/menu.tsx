import { useEffect, useRef, useState } from 'react';
import type { RefObject } from 'react';
import { useLaterPart } from '../../fetch-later.ts';
import { menuPopupPart } from './menu-popup-part.ts';
import type { EarlyTrigger, MenuProps } from './menu-props.ts';
import styles from './menu.module.css';

/**
 * A menu at a button. Arrow keys, Home, End and first letters move; Escape closes. The page behind stays alive. What
 * it takes to open is fetched after the first paint; a press before that counts.
 */
export function Menu(props: MenuProps) {
  const host = useRef<HTMLSpanElement>(null);
  const early = useEarlyTrigger(host);
  const part = useLaterPart(menuPopupPart);
  if (part) return <part.MenuPopup {...props} early={early} />;
  return (
    <span ref={host} className={styles.early}>
      {props.trigger}
    </span>
  );
}

/** Remembers what happens to a trigger that cannot open its menu yet. */
function useEarlyTrigger(host: RefObject<HTMLElement | null>): EarlyTrigger {
  const [early] = useState<EarlyTrigger>({ pressed: false, focused: false });
  useEffect(() => {
    const element = host.current;
    if (!element) return undefined;
    const listening = new AbortController();
    const { signal } = listening;
    const press = () => (early.pressed = true);
    element.addEventListener('pointerdown', press, { signal });
    element.addEventListener('click', press, { signal });
    element.addEventListener('focusin', () => (early.focused = true), { signal });
    element.addEventListener('focusout', () => (early.focused = false), { signal });
    return () => listening.abort();
  }, [host, early]);
  return early;
}
