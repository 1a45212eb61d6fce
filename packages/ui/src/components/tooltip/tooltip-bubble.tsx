import { useLayoutEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import styles from './tooltip.module.css';

const gapPx = 6;
const marginPx = 8;

export interface TooltipBubbleProps {
  id: string;
  anchor: Element;
  side: 'top' | 'bottom';
  children: ReactNode;
}

/** The words themselves, in the middle above or below their control and inside the page. */
export function TooltipBubble({ id, anchor, side, children }: TooltipBubbleProps) {
  const ref = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const bubble = ref.current;
    if (!bubble) return;
    const at = anchor.getBoundingClientRect();
    const { width, height } = bubble.getBoundingClientRect();
    const page = anchor.ownerDocument.documentElement;
    const above = at.top - gapPx - height;
    const below = at.bottom + gapPx;
    const fitsAbove = above >= marginPx;
    const fitsBelow = below + height <= page.clientHeight - marginPx;
    const onTop = side === 'top' ? fitsAbove || !fitsBelow : !fitsBelow && fitsAbove;
    const middle = at.left + at.width / 2 - width / 2;
    const left = Math.max(marginPx, Math.min(middle, page.clientWidth - marginPx - width));
    bubble.style.translate = `${Math.round(left)}px ${Math.round(onTop ? above : below)}px`;
  }, [anchor, side, children]);
  return (
    <div ref={ref} id={id} role="tooltip" className={styles.tooltip}>
      {children}
    </div>
  );
}
