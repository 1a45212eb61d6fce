import { useConsoleText } from '../../text/use-console-text.tsx';
import { entryWords } from './entry-words.ts';
import type { RecordedPerson } from './flight-record.ts';
import styles from './sessions.module.css';
import { whyUnheard } from './why-unheard.ts';
import type { Reason } from './why-unheard.ts';

/** Answers the question that brings most people here: why was this person not heard? */
export function Unheard({ person }: { person: RecordedPerson }) {
  const { t } = useConsoleText();
  const words = useReasonWords();
  const reasons = whyUnheard(person);
  return (
    <section aria-labelledby="cm-unheard">
      <h3 className={styles['panelHeading']} id="cm-unheard">
        {t('sessions.unheard', { name: person.name })}
      </h3>
      {reasons.length === 0 ? (
        <p className={styles['note']}>{t('sessions.unheardNothing')}</p>
      ) : (
        <ul className={styles['reasons']}>
          {reasons.map((reason) => (
            <li key={'atMs' in reason ? `${reason.kind}-${String(reason.atMs)}` : reason.kind}>
              {words(reason)}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function useReasonWords(): (reason: Reason) => string {
  const { t, formats } = useConsoleText();
  return (reason) => {
    switch (reason.kind) {
      case 'never-on':
        return t('sessions.reasons.neverOn');
      case 'device':
        return `${formats.time(reason.atMs)} · ${entryWords(reason.entry, t)}`;
      case 'muted-by-another':
        return t('sessions.reasons.muted', { time: formats.time(reason.atMs) });
      case 'network':
        return t(reason.level === 'away' ? 'sessions.reasons.away' : 'sessions.reasons.poor', {
          from: formats.time(reason.fromMs),
          to: formats.time(reason.toMs),
        });
    }
  };
}
