import { useText } from '../../text/use-text.tsx';
import styles from './level-meter.module.css';

export interface LevelMeterProps {
  /** Loudness from 0 (silence) to 1 (as loud as the meter shows). */
  level: number;
}

/** A row of small bars that fills with the loudness of a microphone. As wide as what holds it. */
export function LevelMeter({ level }: LevelMeterProps) {
  const { t } = useText();
  const percent = Math.round(Math.min(1, Math.max(0, level)) * 100);
  return (
    <div
      role="meter"
      aria-label={t('prejoin.level')}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
      className={styles.meter}
    >
      <div className={styles.level} style={{ inlineSize: `round(down, ${percent}%, 6px)` }} />
    </div>
  );
}
