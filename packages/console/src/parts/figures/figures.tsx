import type { ReactNode } from 'react';
import styles from './figures.module.css';

export interface Figure {
  label: string;
  value: ReactNode;
  /** What is counted, after the number. */
  unit?: ReactNode;
}

/** Numbers that people decide on, first on the page. */
export function Figures({ figures }: { figures: readonly Figure[] }) {
  return (
    <dl className={styles['figures']}>
      {figures.map(({ label, value, unit }) => (
        <div key={label} className={styles['figure']}>
          <dt>{label}</dt>
          <dd>
            <strong>{value}</strong> {unit ? <span>{unit}</span> : null}
          </dd>
        </div>
      ))}
    </dl>
  );
}
