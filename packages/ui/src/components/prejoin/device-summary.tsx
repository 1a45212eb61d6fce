import { ChevronRightIcon, SettingsIcon } from '../../icons.ts';
import styles from './rows.module.css';

export interface DeviceSummaryProps {
  /** "Front camera, iPhone mic". */
  text: string;
  /** What pressing opens, for screen readers: "Camera, microphone and speaker". */
  label: string;
  onPress: () => void;
}

/** The devices in one row that opens them, for phones. */
export function DeviceSummary({ text, label, onPress }: DeviceSummaryProps) {
  return (
    <button type="button" className={styles.summary} aria-label={`${label}: ${text}`} onClick={onPress}>
      <SettingsIcon />
      <span className={styles.summaryText}>{text}</span>
      <ChevronRightIcon />
    </button>
  );
}
