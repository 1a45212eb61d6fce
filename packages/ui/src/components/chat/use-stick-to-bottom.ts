import { useCallback, useLayoutEffect, useRef, useState } from 'react';
import type { RefObject } from 'react';

/** Within this many px of the end counts as the end. */
const nearEndPx = 32;

export interface StickToBottom {
  /** For the element that scrolls. */
  ref: RefObject<HTMLDivElement | null>;
  onScroll: () => void;
  /** Whether the newest is in sight. */
  atEnd: boolean;
  toEnd: () => void;
}

/**
 * Keeps a list at its newest entry while the reader is there, and leaves it alone while they read further up. `count`
 * is what grows; a change of size (a sheet, a keyboard) keeps the end in sight too.
 */
export function useStickToBottom(count: number): StickToBottom {
  const ref = useRef<HTMLDivElement>(null);
  const sticks = useRef(true);
  const [atEnd, setAtEnd] = useState(true);
  const toEnd = useCallback(() => {
    const list = ref.current;
    if (!list) return;
    list.scrollTop = list.scrollHeight;
    sticks.current = true;
    setAtEnd(true);
  }, []);
  const onScroll = useCallback(() => {
    const list = ref.current;
    if (!list) return;
    sticks.current = list.scrollHeight - list.scrollTop - list.clientHeight <= nearEndPx;
    setAtEnd(sticks.current);
  }, []);
  useLayoutEffect(() => {
    if (sticks.current) toEnd();
  }, [count, toEnd]);
  useLayoutEffect(() => {
    const list = ref.current;
    if (!list) return undefined;
    const observer = new ResizeObserver(() => (sticks.current ? toEnd() : undefined));
    observer.observe(list);
    return () => observer.disconnect();
  }, [toEnd]);
  return { ref, onScroll, atEnd, toEnd };
}
