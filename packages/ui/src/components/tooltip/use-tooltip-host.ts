import { useEffect, useState } from 'react';
import type { RefObject } from 'react';

const delayMs = 500;

/** The control inside the host while its tooltip is to be seen: hovered for a while, or focused by keyboard. */
export function useTooltipHost(host: RefObject<HTMLElement | null>): Element | null {
  const [anchor, setAnchor] = useState<Element | null>(null);
  useEffect(() => {
    const element = host.current;
    if (!element) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const open = () => setAnchor(element.firstElementChild);
    const close = () => {
      clearTimeout(timer);
      setAnchor(null);
    };
    const onEnter = (event: PointerEvent) => {
      clearTimeout(timer);
      if (event.pointerType === 'mouse') timer = setTimeout(open, delayMs);
    };
    const onFocus = (event: FocusEvent) => {
      if (event.target instanceof Element && event.target.matches(':focus-visible')) open();
    };
    const onKeyDown = (event: KeyboardEvent) => (event.key === 'Escape' ? close() : undefined);
    const listening = new AbortController();
    const { signal } = listening;
    element.addEventListener('pointerover', onEnter, { signal });
    element.addEventListener('pointerout', close, { signal });
    element.addEventListener('pointerdown', close, { signal });
    element.addEventListener('click', close, { signal });
    element.addEventListener('focusin', onFocus, { signal });
    element.addEventListener('focusout', close, { signal });
    element.addEventListener('keydown', onKeyDown, { signal });
    return () => {
      clearTimeout(timer);
      listening.abort();
    };
  }, [host]);
  return anchor;
}
