import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react';
import { classNames } from '../../class-names.ts';
import styles from './button.module.css';

export type ButtonTone = 'primary' | 'neutral' | 'danger' | 'quiet';
export type ButtonSize = 'small' | 'medium' | 'large';

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  /** `neutral` by default. One `primary` per screen. */
  tone?: ButtonTone;
  /** 32, 40 (default) or 52 px high; 44 at least where fingers point. */
  size?: ButtonSize;
  /** Stands before the words. */
  icon?: ReactNode;
  /** As wide as what holds it. */
  wide?: boolean;
  /** At work: keeps its size and words, takes no second press, says so to screen readers. */
  busy?: boolean;
  ref?: Ref<HTMLButtonElement>;
}

/** A button with words. The words name what it will do. */
export function Button({
  tone = 'neutral',
  size = 'medium',
  icon,
  wide,
  busy,
  className,
  ...rest
}: ButtonProps) {
  const { children, onClick, ...attributes } = rest;
  return (
    <button
      type="button"
      {...attributes}
      aria-busy={busy || undefined}
      aria-disabled={busy || attributes['aria-disabled']}
      onClick={busy ? preventDefault : onClick}
      className={classNames(styles.button, styles[tone], styles[size], wide && styles.wide, className)}
    >
      {icon}
      <span className={styles.words}>{children}</span>
    </button>
  );
}

function preventDefault(event: { preventDefault(): void }): void {
  event.preventDefault();
}
