import type { ComponentType, ReactNode } from 'react';
import styles from './states.module.css';

export interface EmptyStateProps {
  Icon: ComponentType<{ 'aria-hidden'?: 'true' }>;
  /** What is so. */
  what: string;
  /** What to do, or what will stand here. */
  todo: ReactNode;
  /** One button. */
  action?: ReactNode;
}

/** Nothing is there yet: one sentence that says so, one that says what to do, one button. */
export function EmptyState({ Icon, what, todo, action }: EmptyStateProps) {
  return (
    <div className={styles['state']}>
      <Icon aria-hidden="true" />
      <p className={styles['what']}>{what}</p>
      <p className={styles['todo']}>{todo}</p>
      {action}
    </div>
  );
}
