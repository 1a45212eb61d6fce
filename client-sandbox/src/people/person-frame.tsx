import { Ticket } from 'lucide-react';
import { useRef } from 'react';
import type { Lesson } from '../app/server.ts';
import styles from './people.module.css';
import type { Person } from './people.ts';
import { usePersonFrame } from './use-person-frame.ts';
import type { PersonFrameEvents } from './use-person-frame.ts';

interface Props {
  lesson: Lesson;
  person: Person;
  events: PersonFrameEvents;
  onShowToken: (person: Person) => void;
}

function initials(name: string): string {
  return name
    .split(' ')
    .map((word) => word[0])
    .join('');
}

/** One person: who they are above, their room below. */
export function PersonFrame({ lesson, person, events, onShowToken }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const failure = usePersonFrame(place, lesson, person, events);
  return (
    <section className={styles.person} aria-label={`${person.label}, ${person.name}`}>
      <header className={styles.who}>
        <span className={styles.avatar} aria-hidden="true">
          {initials(person.name)}
        </span>
        <strong>{person.label}</strong>
        <span className={styles.name}>{person.name}</span>
        <button type="button" className={styles.token} onClick={() => onShowToken(person)}>
          <Ticket size={16} aria-hidden="true" /> Token
        </button>
      </header>
      <div ref={place} className={styles.room} data-person={person.userId} />
      {failure !== undefined && (
        <p className={styles.failure} role="alert">
          {failure}
        </p>
      )}
    </section>
  );
}
