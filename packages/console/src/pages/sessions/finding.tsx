import { CheckIcon, WarningIcon } from '@cloudmeet/ui';
import type { Formats } from '../../text/formats.ts';
import { useConsoleText } from '../../text/use-console-text.tsx';
import type { ConsoleTranslate } from '../../text/use-console-text.tsx';
import { entryWords } from './entry-words.ts';
import { troubled } from './flight-record.ts';
import type { FlightRecord, RecordedPerson } from './flight-record.ts';
import { networkSpans } from './network-spans.ts';
import styles from './sessions.module.css';

/** More than this is read beside each person. */
const hinderedMax = 3;

/** In a sentence each: what failed of somebody's devices, and for how long their network was poor. */
function hindrancesOf(person: RecordedPerson, t: ConsoleTranslate, formats: Formats): string[] {
  const failed = person.entries.findLast(({ type }) => type === 'device.failed');
  const poorMs = person.stays
    .flatMap((stay) => networkSpans(stay, person.entries))
    .reduce((sum, { level, fromMs, toMs }) => sum + (level === 'poor' ? toMs - fromMs : 0), 0);
  const { name } = person;
  return [
    ...(failed ? [t('sessions.deviceFailed', { name, what: entryWords(failed, t) })] : []),
    ...(poorMs > 0 ? [t('sessions.poorFor', { name, time: formats.duration(poorMs / 1000) })] : []),
  ];
}

/** What one would want to know first: who was cut or put out, and whether they came back. */
export function Finding({ record }: { record: FlightRecord }) {
  const { t, formats } = useConsoleText();
  const lost = troubled(record.people, 'connection-lost');
  const removed = troubled(record.people, 'removed');
  const hindered = record.people.flatMap((person) => hindrancesOf(person, t, formats));
  if (lost.length + removed.length + hindered.length === 0)
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
    ...hindered.slice(0, hinderedMax),
    ...(hindered.length > hinderedMax ? [t('sessions.hinderedMore')] : []),
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
