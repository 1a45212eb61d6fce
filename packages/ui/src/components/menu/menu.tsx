import * as Radix from 'radix-ui/dropdown-menu';
import type { ReactNode } from 'react';
import { classNames } from '../../class-names.ts';
import { MenuEntries } from './menu-entries.tsx';
import type { MenuEntry } from './menu-entry.ts';
import styles from './menu.module.css';

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

/** A menu at a button. Arrow keys, Home, End and first letters move; Escape closes. The page behind stays alive. */
export function Menu({ trigger, entries, side = 'bottom', align = 'start', open, onOpenChange }: MenuProps) {
  const controlled = open === undefined ? {} : { open };
  return (
    <Radix.Root modal={false} {...controlled} {...(onOpenChange ? { onOpenChange } : {})}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          className={classNames(styles.menu, entries.length === 1 && styles.single)}
          side={side}
          align={align}
          sideOffset={8}
          collisionPadding={8}
          loop
        >
          <MenuEntries entries={entries} />
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
