import type { ReactNode } from 'react';
import { QualityBars } from '../quality-bars/quality-bars.tsx';
import type { ConnectionQuality } from '../quality-bars/quality-bars.tsx';
import styles from './top-bar.module.css';

export interface TopBarProps {
  /** The tenant's mark, a `Logo`; left out when embedded in the tenant's own page. */
  logo?: ReactNode;
  title: string;
  /** A `Clock`. */
  clock?: ReactNode;
  /** `Badge`s: recording, live, locked. */
  marks?: ReactNode;
  /** Your own connection. */
  quality?: ConnectionQuality | undefined;
}

/** The thin top line of a room: what this is, since when, what is being kept, how well you are connected. */
export function TopBar({ logo, title, clock, marks, quality }: TopBarProps) {
  return (
    <header className={styles.bar}>
      {logo}
      <h1 className={styles.title} dir="auto">
        {title}
      </h1>
      {clock ? <div className={styles.clock}>{clock}</div> : null}
      {marks ? <div className={styles.marks}>{marks}</div> : null}
      {quality ? (
        <output className={styles.quality} data-quality={quality}>
          <QualityBars quality={quality} labelled />
        </output>
      ) : null}
    </header>
  );
}
