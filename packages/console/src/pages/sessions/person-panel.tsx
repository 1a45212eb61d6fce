import { useEffect, useRef } from 'react';
import { ActionIcon } from '@mantine/core';
import { useSearchParams } from 'react-router';
import { Avatar, ChevronDownIcon, ChevronUpIcon, CloseIcon } from '@cloudmeet/ui';
import type { TimelineEntry } from '../../api/api.ts';
import { CopyId } from '../../parts/copy/copy-id.tsx';
import { Facts } from '../../parts/figures/facts.tsx';
import { useConsoleText } from '../../text/use-console-text.tsx';
import { entryWords } from './entry-words.ts';
import type { RecordedPerson } from './flight-record.ts';
import styles from './sessions.module.css';
import { Unheard } from './unheard.tsx';

/** Everything that is known about one person of the session, beside the time line. Its address is `?participant=`. */
export function PersonPanel({
  person,
  people,
}: {
  person: RecordedPerson;
  people: readonly RecordedPerson[];
}) {
  const { t, formats } = useConsoleText();
  const seconds = person.stays.reduce((sum, { fromMs, toMs }) => sum + (toMs - fromMs) / 1000, 0);
  return (
    <aside className={styles['panel']} aria-labelledby="cm-person">
      <PanelHead person={person} people={people} />
      <Facts
        facts={[
          {
            label: t('sessions.participant'),
            value: <CopyId value={person.id} label={t('sessions.participant')} />,
          },
          { label: t('live.id'), value: <CopyId value={person.userId} label={t('live.id')} /> },
          { label: t('live.role'), value: t(`role.${person.role}`) },
          { label: t('sessions.stayed'), value: formats.duration(seconds) },
        ]}
      />
      <Unheard person={person} />
      <h3 className={styles['panelHeading']}>{t('sessions.events')}</h3>
      <Entries entries={person.entries} />
    </aside>
  );
}

/** Whose panel it is, and the way to the others. */
function PanelHead({ person, people }: { person: RecordedPerson; people: readonly RecordedPerson[] }) {
  const { t } = useConsoleText();
  const [, setSearch] = useSearchParams();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  const go = (to: RecordedPerson | undefined) =>
    setSearch((old) => {
      const next = new URLSearchParams(old);
      next.delete('at');
      if (to) next.set('participant', to.id);
      else next.delete('participant');
      return next;
    });
  const index = people.indexOf(person);
  return (
    <header className={styles['panelHead']}>
      <Avatar name={person.name} size={36} />
      <h2 id="cm-person" ref={heading} tabIndex={-1}>
        {person.name}
      </h2>
      <ActionIcon
        aria-label={t('sessions.before')}
        disabled={index <= 0}
        onClick={() => go(people[index - 1])}
      >
        <ChevronUpIcon />
      </ActionIcon>
      <ActionIcon
        aria-label={t('sessions.after')}
        disabled={index >= people.length - 1}
        onClick={() => go(people[index + 1])}
      >
        <ChevronDownIcon />
      </ActionIcon>
      <ActionIcon aria-label={t('action.close')} onClick={() => go(undefined)}>
        <CloseIcon />
      </ActionIcon>
    </header>
  );
}

const isTrouble = ({ type, data }: TimelineEntry) =>
  type === 'device.failed' ||
  (type === 'presence.changed' && (data['connected'] === false || data['quality'] === 'poor')) ||
  (type === 'participant.left' && ['connection-lost', 'removed'].includes(String(data['reason'])));

function Entries({ entries }: { entries: readonly TimelineEntry[] }) {
  const { t, formats } = useConsoleText();
  const [search, setSearch] = useSearchParams();
  const show = (at: string) =>
    setSearch((old) => {
      const next = new URLSearchParams(old);
      next.set('at', String(Date.parse(at)));
      return next;
    });
  if (entries.length === 0) return <p className={styles['note']}>{t('sessions.noEvents')}</p>;
  return (
    <ol className={styles['entries']}>
      {entries.map((entry) => (
        <li key={entry.seq} data-trouble={isTrouble(entry)}>
          <button
            type="button"
            aria-pressed={search.get('at') === String(Date.parse(entry.at))}
            onClick={() => show(entry.at)}
          >
            <time dateTime={entry.at}>{formats.time(entry.at)}</time>
            <span>{entryWords(entry, t)}</span>
          </button>
        </li>
      ))}
    </ol>
  );
}
