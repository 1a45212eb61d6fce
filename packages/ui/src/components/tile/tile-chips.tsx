import type { ReactNode } from 'react';
import { classNames } from '../../class-names.ts';
import { HandIcon, MicrophoneOffIcon } from '../../icons.ts';
import { useText } from '../../text/use-text.tsx';
import { QualityBars } from '../quality-bars/quality-bars.tsx';
import type { ConnectionQuality } from '../quality-bars/quality-bars.tsx';
import styles from './tile-chips.module.css';

interface NameChipProps {
  name: string;
  self: boolean;
  muted: boolean;
  caption?: ReactNode;
}

/** Bottom left: who this is, and whether they are muted. Your own muted state is red and says so. */
export function NameChip({ name, self, muted, caption }: NameChipProps) {
  const { t } = useText();
  if (caption) return <span className={classNames(styles.chip, styles.name)}>{caption}</span>;
  if (self && muted) {
    return (
      <span className={classNames(styles.chip, styles.name, styles.alert)}>
        <MicrophoneOffIcon />
        <span className={styles.long}>{t('tile.youAreMuted')}</span>
        <span className={styles.short} aria-hidden="true">
          {t('tile.mutedShort')}
        </span>
      </span>
    );
  }
  const shown = self ? t('common.you') : name;
  return (
    <span className={classNames(styles.chip, styles.name)}>
      {muted ? <MicrophoneOffIcon aria-label={t('tile.muted', { name: shown })} /> : null}
      <bdi className={styles.full}>{shown}</bdi>
      <bdi className={styles.first} aria-hidden="true">
        {shown.split(/\s+/u)[0]}
      </bdi>
    </span>
  );
}

/** Top left: a raised hand and its place in the queue. */
export function HandChip({ number }: { number: number }) {
  const { t } = useText();
  return (
    <span className={styles.chip}>
      <HandIcon className={styles.hand} />
      <span aria-hidden="true">{number}</span>
      <span className={styles.hidden}>{t('tile.hand', { number })}</span>
    </span>
  );
}

/** Top right, only when the connection is not good. Words where the tile is wide. */
export function ConnectionChip({ quality }: { quality: ConnectionQuality }) {
  return (
    <span className={classNames(styles.chip, styles.connection)}>
      <QualityBars quality={quality} labelled className={styles.quality} />
    </span>
  );
}
