import styles from './opening.module.css';
import type { Opening as OpeningState } from './use-lesson.ts';

/** Before the lesson is there: opening, or why it could not be opened. */
export function Opening({ opening }: { opening: Exclude<OpeningState, { state: 'open' }> }) {
  if (opening.state === 'opening') {
    return <output className={styles.opening}>Opening the lesson</output>;
  }
  return (
    <main className={styles.opening}>
      <h1>The lesson could not be opened</h1>
      <p>{opening.message} Check that npm start is still running.</p>
      <button type="button" onClick={opening.retry}>
        Try again
      </button>
    </main>
  );
}
