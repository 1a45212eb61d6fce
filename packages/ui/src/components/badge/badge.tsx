import type { ReactNode } from 'react';
import { classNames } from '../../class-names.ts';
import styles from './badge.module.css';

export type BadgeTone = 'neutral' | 'accent' | 'good' | 'warning' | 'danger';

export interface BadgeProps {
  tone?: BadgeTone;
  /** An icon, or `dot`: the still recording dot. The colour never says it alone. */
  icon?: ReactNode;
  dot?: boolean;
  children: ReactNode;
}

/** A small mark of state: Locked, Live, Ready, Late, Failed, Recording. */
export function Badge({ tone = 'neutral', icon, dot, children }: BadgeProps) {
  return (
    <span className={classNames(styles.badge, styles[tone])}>
      {dot ? <span className={styles.dot} /> : icon}
      {children}
    </span>
  );
}
