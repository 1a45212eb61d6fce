import { useEffect, useState } from 'react';
import { useText } from '../../text/use-text.tsx';
import { formatElapsed } from '../../text/format-time.ts';
import styles from './clock.module.css';

export interface ClockProps {
  /** When counting began, milliseconds since the epoch by this device's clock. */
  sinceMs: number;
  /** What is counted; by default the call. */
  label?: string;
  /** The present time; `Date.now` unless a test or a story gives its own. */
  now?: () => number;
}

/** Time since a moment, `24:18` or `1:04:09`, in figures that do not jump. */
export function Clock({ sinceMs, label, now = Date.now }: ClockProps) {
  const { t } = useText();
  const [atMs, setAtMs] = useState(now);
  useEffect(() => {
    const timer = setInterval(() => setAtMs(now()), 1000);
    return () => clearInterval(timer);
  }, [now]);
  return (
    <span role="timer" aria-label={label ?? t('room.clock')} className={styles.clock}>
      {formatElapsed((atMs - sinceMs) / 1000)}
    </span>
  );
}
