import type { ReactNode } from 'react';
import type { MenuEntry } from './menu-entry.ts';

export interface MenuProps {
  /** One button that takes a ref and events; it keeps the focus when the menu closes. */
  trigger: ReactNode;
  entries: readonly MenuEntry[];
  side?: 'top' | 'bottom';
  align?: 'start' | 'center' | 'end';
  /** Controlled where given; else the menu looks after itself. */
  open?: boolean | undefined;
  onOpenChange?: ((open: boolean) => void) | undefined;
}

/** What happened to a trigger before its menu could open. */
export interface EarlyTrigger {
  pressed: boolean;
  focused: boolean;
}
