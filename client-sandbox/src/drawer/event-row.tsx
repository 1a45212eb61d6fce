import { memo } from 'react';
import type { LoggedEvent } from '../app/sandbox-state.ts';
import { everyone } from '../people/people.ts';
import type { Person } from '../people/people.ts';
import styles from './drawer.module.css';
import { shortJson } from './json.tsx';

const clock = new Intl.DateTimeFormat('en-GB', {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  fractionalSecondDigits: 3,
});

export function personOf(event: LoggedEvent): Person | undefined {
  return everyone.find((person) => person.userId === event.userId);
}

interface Props {
  event: LoggedEvent;
  current: boolean;
  onSelect: (id: number) => void;
}

/** When, who, what, and its payload in a line. Drawn once: hundreds of them stand while new ones come. */
export const EventRow = memo(function EventRow({ event, current, onSelect }: Props) {
  const person = personOf(event);
  return (
    <li>
      <button type="button" aria-current={current} onClick={() => onSelect(event.id)}>
        <time dateTime={event.at.toISOString()}>{clock.format(event.at)}</time>
        <span className={styles.actor}>
          <i style={{ background: person?.colour }} /> {person?.label}
        </span>
        <span className={styles.eventName}>{event.name}</span>
        <span className={styles.payload}>{shortJson(event.payload)}</span>
      </button>
    </li>
  );
});
