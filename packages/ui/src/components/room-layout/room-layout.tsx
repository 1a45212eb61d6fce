import { useEffect } from 'react';
import type { ReactNode } from 'react';
import { preloadOverlays } from '../../preload-overlays.ts';
import styles from './room-layout.module.css';

export interface RoomLayoutProps {
  /** A `TopBar`. */
  top: ReactNode;
  /** A `Stage`. */
  stage: ReactNode;
  /** A `Panel`, or nothing while none is open: a card at the right from 900 px, a sheet above the bar below that. */
  panel?: ReactNode;
  /** A `ControlBar`. */
  bar: ReactNode;
  /** Lies over the stage without covering controls: notices, a lobby card, reactions. */
  overlay?: ReactNode;
  /** What the room is called, for screen readers. */
  label: string;
}

/** The room's frame: line 48, stage, bar 76. Everything in it asks this frame for its width, never the window. */
export function RoomLayout({ top, stage, panel, bar, overlay, label }: RoomLayoutProps) {
  useEffect(() => void preloadOverlays(), []);
  return (
    <div className={styles.container}>
      <main className={styles.room} aria-label={label} data-panel={panel ? '' : undefined}>
        <div className={styles.top}>{top}</div>
        <div className={styles.stage}>
          {stage}
          {overlay ? <div className={styles.overlay}>{overlay}</div> : null}
        </div>
        {panel ? <div className={styles.panel}>{panel}</div> : null}
        <div className={styles.bar}>{bar}</div>
      </main>
    </div>
  );
}
