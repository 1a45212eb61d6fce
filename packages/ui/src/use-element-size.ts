import { useLayoutEffect, useState } from 'react';
import type { RefObject } from 'react';

/** Size of an element, borders included, in CSS px; 0 × 0 until it was measured. */
export interface ElementSize {
  width: number;
  height: number;
}

/** Follows the size of an element. Components ask their own element, never the window: rooms live in iframes. */
export function useElementSize(ref: RefObject<HTMLElement | null>): ElementSize {
  const [size, setSize] = useState<ElementSize>({ width: 0, height: 0 });
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return undefined;
    const measure = () => {
      const { width, height } = element.getBoundingClientRect();
      setSize((before) => (before.width === width && before.height === height ? before : { width, height }));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [ref]);
  return size;
}
