import * as Radix from 'radix-ui/dropdown-menu';
import type { KeyboardEvent } from 'react';
import type { MenuPicks } from './menu-entry.ts';
import styles from './menu.module.css';

/** A row of symbols. Left and right move within it, as the eye expects; up and down work as in the rest of a menu. */
export function MenuPicksRow({ entry }: { entry: MenuPicks }) {
  return (
    <Radix.Group className={styles.picks} aria-label={entry.label} onKeyDown={moveSideways}>
      {entry.options.map((option) => (
        <Radix.Item
          key={option.value}
          className={styles.pick}
          aria-label={option.label}
          textValue={option.label}
          onSelect={() => entry.onPick(option.value)}
        >
          {option.symbol}
        </Radix.Item>
      ))}
    </Radix.Group>
  );
}

function moveSideways(event: KeyboardEvent<HTMLElement>): void {
  const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
  const picks = Array.from(event.currentTarget.querySelectorAll<HTMLElement>('[role="menuitem"]'));
  const at = picks.findIndex((pick) => pick === document.activeElement);
  if (step === 0 || at < 0) return;
  event.preventDefault();
  event.stopPropagation();
  picks[(at + step + picks.length) % picks.length]?.focus();
}
