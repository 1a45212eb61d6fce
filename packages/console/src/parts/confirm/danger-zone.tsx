import { useId } from 'react';
import type { ReactNode } from 'react';
import styles from './danger-zone.module.css';

/** Acts that take something away for good, apart from everything else. */
export function DangerZone({
  what,
  consequence,
  children,
}: {
  what: string;
  consequence: string;
  children: ReactNode;
}) {
  const id = useId();
  return (
    <section className={styles['zone']} aria-labelledby={id}>
      <div>
        <h2 id={id}>{what}</h2>
        <p>{consequence}</p>
      </div>
      {children}
    </section>
  );
}
