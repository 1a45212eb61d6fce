import { MicrophoneIcon, MicrophoneOffIcon } from '../../icons.ts';
import { useText } from '../../text/use-text.tsx';
import { LevelMeter } from '../level-meter/level-meter.tsx';
import styles from './rows.module.css';

export interface HearingRowProps {
  /** `silent` after five seconds without sound, `waiting` before the first. */
  state: 'heard' | 'waiting' | 'silent' | 'muted' | 'missing';
  /** Loudness from 0 to 1. */
  level: number;
}

const words = {
  heard: 'prejoin.canHear',
  waiting: 'prejoin.saySomething',
  silent: 'prejoin.cannotHear',
  muted: 'prejoin.muted',
  missing: 'prejoin.noMicrophone',
} as const;

/** Can they hear me: words, an icon and a meter. */
export function HearingRow({ state, level }: HearingRowProps) {
  const { t } = useText();
  const off = state === 'muted' || state === 'missing';
  return (
    <div className={styles.hearing} data-state={state}>
      {off ? <MicrophoneOffIcon /> : <MicrophoneIcon />}
      <output className={styles.words}>{t(words[state])}</output>
      {off ? null : (
        <div className={styles.meter}>
          <LevelMeter level={level} />
        </div>
      )}
    </div>
  );
}
