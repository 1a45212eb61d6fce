import { cloneElement, useId, useRef } from 'react';
import type { ReactElement, ReactNode } from 'react';
import { createPortal } from 'react-dom';
import { TooltipBubble } from './tooltip-bubble.tsx';
import { useTooltipHost } from './use-tooltip-host.ts';
import styles from './tooltip.module.css';

export interface TooltipProps {
  text: ReactNode;
  /** Where there is room; else the other side. */
  side?: 'top' | 'bottom';
  /** False where the text is the control's own name, which screen readers say anyway. */
  describes?: boolean;
  /** One control. */
  children: ReactElement<{ 'aria-describedby'?: string | undefined }>;
}

/** Words at a control on hover (after half a second) and keyboard focus. Never the only place of what matters. */
export function Tooltip({ text, side = 'top', describes = true, children }: TooltipProps) {
  const id = useId();
  const host = useRef<HTMLSpanElement>(null);
  const anchor = useTooltipHost(host);
  const described = anchor && describes ? cloneElement(children, { 'aria-describedby': id }) : children;
  return (
    <>
      <span ref={host} className={styles.host}>
        {described}
      </span>
      {anchor
        ? createPortal(
            <TooltipBubble id={id} anchor={anchor} side={side}>
              {text}
            </TooltipBubble>,
            anchor.ownerDocument.body,
          )
        : null}
    </>
  );
}
