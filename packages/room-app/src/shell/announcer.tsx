import { usePageState } from '../page/page-context.tsx';
import styles from './announcer.module.css';

/** Tells screen readers politely what others see: who came, whose hand is up, what was written. */
export function Announcer() {
  const { text, count } = usePageState(({ moments }) => moments.announcement);
  return (
    <output className={styles.hidden} aria-live="polite">
      <span key={count}>{text}</span>
    </output>
  );
}
