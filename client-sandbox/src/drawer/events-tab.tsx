import { Pause, Play, Trash2 } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { LoggedEvent } from '../app/sandbox-state.ts';
import { everyone } from '../people/people.ts';
import type { DrawerProps } from './drawer.tsx';
import styles from './drawer.module.css';
import { Json, shortJson } from './json.tsx';

const clock = new Intl.DateTimeFormat('en-GB', {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  fractionalSecondDigits: 3,
});

function personOf(event: LoggedEvent) {
  return everyone.find((person) => person.userId === event.userId);
}

function matches(event: LoggedEvent, words: string): boolean {
  if (words === '') return true;
  return `${personOf(event)?.label ?? ''} ${event.name} ${JSON.stringify(event.payload)}`
    .toLowerCase()
    .includes(words.toLowerCase());
}

/** Every event of every frame, newest first; one of them whole at the side. */
export function EventsTab({ state, dispatch }: Pick<DrawerProps, 'state' | 'dispatch'>) {
  const [words, setWords] = useState('');
  const [selectedId, setSelectedId] = useState<number>();
  const shown = useMemo(() => state.events.filter((event) => matches(event, words)), [state.events, words]);
  const selected = state.events.find((event) => event.id === selectedId) ?? shown[0];
  return (
    <div className={styles.split}>
      <div className={styles.main}>
        <div className={styles.tools}>
          <input
            type="search"
            value={words}
            onChange={(event) => setWords(event.target.value)}
            placeholder="Filter events"
            aria-label="Filter events"
          />
          <button
            type="button"
            className={styles.textButton}
            onClick={() => dispatch({ type: 'pause', paused: !state.paused })}
            aria-pressed={state.paused}
          >
            {state.paused ? <Play size={16} aria-hidden="true" /> : <Pause size={16} aria-hidden="true" />}
            {state.paused ? `Go on, ${String(state.held.length)} waiting` : 'Pause'}
          </button>
          <button type="button" className={styles.textButton} onClick={() => dispatch({ type: 'clear' })}>
            <Trash2 size={16} aria-hidden="true" /> Clear
          </button>
        </div>
        {shown.length === 0 ? (
          <p className={styles.empty}>
            {words === ''
              ? 'No event yet. They appear here as people join and act.'
              : 'No event has these words. Try fewer.'}
          </p>
        ) : (
          <ol className={styles.events}>
            {shown.map((event) => (
              <li key={event.id}>
                <button
                  type="button"
                  aria-current={event.id === selected?.id}
                  onClick={() => setSelectedId(event.id)}
                >
                  <time dateTime={event.at.toISOString()}>{clock.format(event.at)}</time>
                  <span className={styles.actor}>
                    <i style={{ background: personOf(event)?.colour }} /> {personOf(event)?.label}
                  </span>
                  <span className={styles.eventName}>{event.name}</span>
                  <span className={styles.payload}>{shortJson(event.payload)}</span>
                </button>
              </li>
            ))}
          </ol>
        )}
      </div>
      <section className={styles.side} aria-label="Selected event">
        {selected ? (
          <Json title={selected.name} value={selected.payload} />
        ) : (
          <p className={styles.empty}>Choose an event to see all of it.</p>
        )}
      </section>
    </div>
  );
}
