import { useSearchParams } from 'react-router';
import TopologyIcon from 'lucide-react/icons/waypoints';
import { Avatar } from '@cloudmeet/ui';
import type { TimelineEntry } from '../../api/api.ts';
import { useConsoleText } from '../../text/use-console-text.tsx';
import { placeOf, timeTicks } from './flight-record.ts';
import type { FlightRecord, RecordedPerson, Span, Stay } from './flight-record.ts';
import { networkSpans } from './network-spans.ts';
import styles from './recorder.module.css';

export interface RecorderProps {
  record: FlightRecord;
  chosenId: string | undefined;
  isLive: boolean;
}

const percent = (share: number) => `${(share * 100).toFixed(3)}%`;
const spanStyle = (span: Span, whole: Span) => ({
  insetInlineStart: percent(placeOf(span.fromMs, whole)),
  inlineSize: percent(placeOf(span.toMs, whole) - placeOf(span.fromMs, whole)),
});

/** One time line for all: topology, then a row for each person. A person's row opens what is known about them. */
export function Recorder({ record, chosenId, isLive }: RecorderProps) {
  const { t, formats } = useConsoleText();
  const [search] = useSearchParams();
  const at = Number(search.get('at'));
  const ticks = timeTicks(record);
  const isShort = record.toMs - record.fromMs < 10 * 60_000;
  const tickText = (ms: number) => (isShort ? formats.time(ms) : formats.clock(ms));
  return (
    <figure className={styles['recorder']} aria-label={t('sessions.recorder')}>
      <div className={styles['grid']} aria-hidden="true">
        {ticks.map((tick) => (
          <span key={tick} style={{ insetInlineStart: percent(placeOf(tick, record)) }} />
        ))}
        {at >= record.fromMs && at <= record.toMs ? (
          <span className={styles['cursor']} style={{ insetInlineStart: percent(placeOf(at, record)) }}>
            <b>{formats.time(at)}</b>
          </span>
        ) : null}
      </div>
      <ul className={styles['rows']}>
        <li className={styles['row']} data-kind="topology">
          <span className={styles['who']}>
            <TopologyIcon aria-hidden="true" />
            <span className={styles['name']}>{t('live.topology')}</span>
          </span>
          <TopologyLine record={record} />
        </li>
        {record.people.map((person) => (
          <PersonLine
            key={person.id}
            person={person}
            record={record}
            isChosen={person.id === chosenId}
            isLive={isLive}
          />
        ))}
      </ul>
      <div className={styles['axis']} aria-hidden="true">
        {ticks.map((tick) => (
          <span key={tick} style={{ insetInlineStart: percent(placeOf(tick, record)) }}>
            {tickText(tick)}
          </span>
        ))}
      </div>
      <Legend />
    </figure>
  );
}

function TopologyLine({ record }: { record: FlightRecord }) {
  const { t } = useConsoleText();
  return (
    <span className={styles['line']}>
      {record.topologies.map((span) => (
        <span
          key={span.fromMs}
          className={styles['topology']}
          data-topology={span.topology}
          style={spanStyle(span, record)}
        >
          {t(`topology.${span.topology}`)}
        </span>
      ))}
    </span>
  );
}

interface PersonLineProps {
  person: RecordedPerson;
  record: FlightRecord;
  isChosen: boolean;
  isLive: boolean;
}

function PersonLine({ person, record, isChosen, isLive }: PersonLineProps) {
  const { t } = useConsoleText();
  const [, setSearch] = useSearchParams();
  const open = () =>
    setSearch((old) => {
      const next = new URLSearchParams(old);
      next.set('participant', person.id);
      next.delete('at');
      return next;
    });
  return (
    <li className={styles['row']} data-chosen={isChosen}>
      <button type="button" className={styles['who']} onClick={open} aria-expanded={isChosen}>
        <Avatar name={person.name} size={24} />
        <span className={styles['name']}>{person.name}</span>
        <span className={styles['role']}>{t(`role.${person.role}`)}</span>
        <span className="cm-hidden">{useStayWords(person.stays)}</span>
      </button>
      <span className={styles['line']} aria-hidden="true">
        {person.stays.map((stay) => (
          <StayLine
            key={stay.participantId}
            stay={stay}
            entries={person.entries}
            record={record}
            isLive={isLive}
          />
        ))}
      </span>
    </li>
  );
}

/** The same as the line, for those who do not see it. */
function useStayWords(stays: readonly Stay[]): string {
  const { t, formats } = useConsoleText();
  return stays
    .map(({ fromMs, toMs, leaveReason }) =>
      leaveReason === undefined
        ? t('sessions.thereFrom', { from: formats.time(fromMs) })
        : t('sessions.thereFromTo', { from: formats.time(fromMs), to: formats.time(toMs) }),
    )
    .join(', ');
}

interface StayLineProps {
  stay: Stay;
  entries: readonly TimelineEntry[];
  record: FlightRecord;
  isLive: boolean;
}

function StayLine({ stay, entries, record, isLive }: StayLineProps) {
  const isThere = stay.leaveReason === undefined && isLive;
  const isTrouble = stay.leaveReason === 'connection-lost' || stay.leaveReason === 'removed';
  return (
    <>
      <span className={styles['stay']} style={spanStyle(stay, record)} />
      {networkSpans(stay, entries).map((span) => (
        <span
          key={span.fromMs}
          className={styles['network']}
          data-level={span.level}
          style={spanStyle(span, record)}
        />
      ))}
      {entries
        .filter(({ type, participantId }) => type === 'device.failed' && participantId === stay.participantId)
        .map(({ seq, at }) => (
          <span
            key={seq}
            className={styles['device']}
            style={{ insetInlineStart: percent(placeOf(Date.parse(at), record)) }}
          />
        ))}
      <span
        className={styles['joined']}
        style={{ insetInlineStart: percent(placeOf(stay.fromMs, record)) }}
      />
      {isThere ? null : (
        <span
          className={styles['left']}
          data-trouble={isTrouble}
          style={{ insetInlineStart: percent(placeOf(stay.toMs, record)) }}
        />
      )}
    </>
  );
}

function Legend() {
  const { t } = useConsoleText();
  return (
    <figcaption className={styles['legend']}>
      <span>
        <i className={styles['stay']} /> {t('sessions.legend.there')}
      </span>
      <span>
        <i className={styles['joined']} /> {t('sessions.legend.joined')}
      </span>
      <span>
        <i className={styles['left']} /> {t('sessions.legend.left')}
      </span>
      <span>
        <i className={styles['left']} data-trouble="true" /> {t('sessions.legend.trouble')}
      </span>
      <span>
        <i className={styles['network']} data-level="poor" /> {t('sessions.legend.network')}
      </span>
      <span>
        <i className={styles['device']} /> {t('sessions.legend.device')}
      </span>
    </figcaption>
  );
}
