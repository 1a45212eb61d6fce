import { Pause, Play, Trash2 } from 'lucide-react';
import type { DrawerProps } from './drawer-props.ts';
import styles from './drawer.module.css';

interface Props extends Pick<DrawerProps, 'state' | 'dispatch'> {
  words: string;
  onWords: (words: string) => void;
}

/** Filter, pause and clear. */
export function EventTools({ state, dispatch, words, onWords }: Props) {
  const { paused, held } = state;
  return (
    <div className={styles.tools}>
      <input
        type="search"
        value={words}
        onChange={(event) => onWords(event.target.value)}
        placeholder="Filter events"
        aria-label="Filter events"
      />
      <button
        type="button"
        className={styles.textButton}
        onClick={() => dispatch({ type: 'pause', paused: !paused })}
        aria-pressed={paused}
      >
        {paused ? <Play size={16} aria-hidden="true" /> : <Pause size={16} aria-hidden="true" />}
        {paused ? `Go on, ${String(held.length)} waiting` : 'Pause'}
      </button>
      <button type="button" className={styles.textButton} onClick={() => dispatch({ type: 'clear' })}>
        <Trash2 size={16} aria-hidden="true" /> Clear
      </button>
    </div>
  );
}
