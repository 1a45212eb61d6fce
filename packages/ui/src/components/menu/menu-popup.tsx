import '../../text/later-english.ts';
import * as Radix from 'radix-ui/dropdown-menu';
import { useLayoutEffect, useRef } from 'react';
import { classNames } from '../../class-names.ts';
import { MenuEntries } from './menu-entries.tsx';
import type { EarlyTrigger, MenuProps } from './menu-props.ts';
import styles from './menu.module.css';

export interface MenuPopupProps extends MenuProps {
  early: EarlyTrigger;
}

/** The menu itself with its trigger. */
export function MenuPopup({
  trigger,
  entries,
  side = 'bottom',
  align = 'start',
  early,
  ...state
}: MenuPopupProps) {
  const button = useRef<HTMLButtonElement>(null);
  const { open, onOpenChange } = state;
  useLayoutEffect(() => {
    if (early.focused) button.current?.focus();
  }, [early]);
  return (
    <Radix.Root
      modal={false}
      defaultOpen={early.pressed}
      {...(open === undefined ? {} : { open })}
      {...(onOpenChange ? { onOpenChange } : {})}
    >
      <Radix.Trigger asChild ref={button}>
        {trigger}
      </Radix.Trigger>
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
