import { useConsoleText } from '../text/use-console-text.tsx';
import { CloudMeetMark } from './cloudmeet-mark.tsx';
import styles from './opening.module.css';

/** The moment in which the page finds out who is there. Calm: the mark, and words for a screen reader. */
export function Opening() {
  const { t } = useConsoleText();
  return (
    <main className={styles['opening']} aria-busy="true">
      <CloudMeetMark size={40} />
      <p className="cm-hidden">{t('shell.opening')}</p>
    </main>
  );
}
