import type { ReactNode } from 'react';
import styles from './people.module.css';

export interface PeopleListProps {
  /** What the list is, for screen readers. */
  label: string;
  /** `PersonRow`s. */
  children: ReactNode;
  /** A quiet sentence under the rows: "You are number 4. 3 people speak before you." */
  note?: ReactNode;
}

/** People under each other. Scrolls in its panel. */
export function PeopleList({ label, children, note }: PeopleListProps) {
  return (
    <div className={styles.scroll}>
      <ul className={styles.list} aria-label={label}>
        {children}
      </ul>
      {note ? <p className={styles.listNote}>{note}</p> : null}
    </div>
  );
}
