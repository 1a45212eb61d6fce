import { CheckIcon, WarningIcon } from '@cloudmeet/ui';
import { useConsoleText } from '../../text/use-console-text.tsx';
import { troubled } from './flight-record.ts';
import type { FlightRecord } from './flight-record.ts';
import styles from './sessions.module.css';

/** What one would want to know first: who was cut or put out, and whether they came back. */
export function Finding({ record }: { record: FlightRecord }) {
  const { t, formats } = useConsoleText();
  const lost = troubled(record.people, 'connection-lost');
  const removed = troubled(record.people, 'removed');
  const [first] = lost;
  if (!first && removed.length === 0)
    return (
      <p className={styles['fine']}>
        <CheckIcon aria-hidden="true" /> {t('sessions.fine')}
      </p>
    );
  const sentences = [
    ...lost.slice(0, 3).map(({ person, atMs, cameBack }) =>
      t(cameBack ? 'sessions.lostAndBack' : 'sessions.lost', {
        name: person.name,
        time: formats.time(atMs),
      }),
    ),
    ...(lost.length > 3 ? [t('sessions.lostMore', { count: lost.length - 3 })] : []),
    ...removed.map(({ person, atMs }) =>
      t('sessions.removed', { name: person.name, time: formats.time(atMs) }),
    ),
  ];
  const [what, ...more] = sentences;
  return (
    <div className={styles['finding']}>
      <WarningIcon aria-hidden="true" />
      <div>
        <p className={styles['strong']}>{what}</p>
        {more.length > 0 ? <p>{more.join(' ')}</p> : null}
      </div>
    </div>
  );
}
