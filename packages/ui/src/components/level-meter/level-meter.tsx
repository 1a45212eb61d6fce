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
    <div className={styles.frame}>
      <meter className={styles.value} aria-label={t('prejoin.level')} value={percent / 100} />
      <div className={styles.bars} aria-hidden="true">
        <div className={styles.level} style={{ inlineSize: `round(down, ${percent}%, 6px)` }} />
      </div>
    </div>
  );
}
