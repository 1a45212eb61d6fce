import type { Quality } from '@cloudmeet/contracts';
import { useText } from '../../text/use-text.tsx';
import styles from './quality-bars.module.css';

/** How well a connection carries sound and picture; `lost` is this page's own word for none. */
export type ConnectionQuality = Quality | 'lost';

export interface QualityBarsProps {
  quality: ConnectionQuality;
  /** Says the words beside the bars; without, they are there for screen readers alone. */
  labelled?: boolean;
  className?: string | undefined;
}

/** Three bars: height, colour and words say the same thing. */
export function QualityBars({ quality, labelled, className }: QualityBarsProps) {
  const { t } = useText();
  const label = t(`network.${quality}`);
  return (
    <span className={className ?? styles.quality} data-quality={quality}>
      <svg
        className={styles.bars}
        data-quality={quality}
        viewBox="0 0 16 16"
        {...(labelled ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label })}
      >
        <rect x="1.5" y="9.5" width="3.2" height="4.5" rx="1" />
        <rect x="6.4" y="6" width="3.2" height="8" rx="1" />
        <rect x="11.3" y="2.5" width="3.2" height="11.5" rx="1" />
      </svg>
      {labelled ? <span className={styles.words}>{label}</span> : null}
    </span>
  );
}
