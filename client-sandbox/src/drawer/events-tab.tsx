import { useMemo, useState } from 'react';
import type { LoggedEvent } from '../app/sandbox-state.ts';
import type { DrawerProps } from './drawer-props.ts';
import styles from './drawer.module.css';
import { EventRow, personOf } from './event-row.tsx';
import { EventTools } from './event-tools.tsx';
import { Json } from './json.tsx';

function matches(event: LoggedEvent, words: string): boolean {
  if (words === '') return true;
  const text = `${personOf(event)?.label ?? ''} ${event.name} ${JSON.stringify(event.payload)}`;
  return text.toLowerCase().includes(words.toLowerCase());
}

/** Every event of every frame, newest first; one of them whole at the side. */
export function EventsTab({ state, dispatch }: Pick<DrawerProps, 'state' | 'dispatch'>) {
  const [words, setWords] = useState('');
  const [selectedId, setSelectedId] = useState<number>();
  const shown = useMemo(() => state.events.filter((event) => matches(event, words)), [state.events, words]);
  const selected = state.events.find((event) => event.id === selectedId) ?? shown[0];
  const nothing =
    words === ''
      ? 'No event yet. They appear here as people join and act.'
      : 'No event has these words. Try fewer.';
  return (
    <div className={styles.split}>
      <div className={styles.main}>
        <EventTools state={state} dispatch={dispatch} words={words} onWords={setWords} />
        {shown.length === 0 ? (
          <p className={styles.empty}>{nothing}</p>
        ) : (
          <ol className={styles.events}>
            {shown.map((event) => (
              <EventRow
                key={event.id}
                event={event}
                current={event.id === selected?.id}
                onSelect={setSelectedId}
              />
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
