import type { ReactNode } from 'react';
import styles from './filters.module.css';

/** A row of filters over a list. */
export function Filters({ label, children }: { label: string; children: ReactNode }) {
  return (
    <section className={styles['filters']} aria-label={label}>
      {children}
    </section>
  );
}
