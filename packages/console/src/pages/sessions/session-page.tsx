import { useSearchParams, useParams } from 'react-router';
import { Badge, CircleDotIcon } from '@cloudmeet/ui';
import { api } from '../../api/api.ts';
import type { SessionDetail, TimelineEntry } from '../../api/api.ts';
import { asProblem } from '../../api/problem.ts';
import { Figures } from '../../parts/figures/figures.tsx';
import { Page } from '../../parts/page/page.tsx';
import { ProblemNotice } from '../../parts/states/problem-notice.tsx';
import { ProblemState } from '../../parts/states/problem-state.tsx';
import { PageSkeleton } from '../../shell/page-skeleton.tsx';
import { useConsoleText } from '../../text/use-console-text.tsx';
import { useNow } from '../../parts/figures/use-now.ts';
import { Finding } from './finding.tsx';
import { flightRecord } from './flight-record.ts';
import { PersonPanel } from './person-panel.tsx';
import { Recorder } from './recorder.tsx';
import styles from './sessions.module.css';

const refreshMs = 5000;

/** The flight recorder of one session: what happened to whom, and when. */
export default function SessionPage() {
  const { sessionId = '' } = useParams();
  const { t } = useConsoleText();
  const { currentData: session, error, refetch } = api.useGetSessionQuery({ sessionId });
  const isLive = session?.endedAt === null;
  const options = { pollingInterval: isLive ? refreshMs : 0, skipPollingIfUnfocused: true };
  api.useGetSessionQuery({ sessionId }, options);
  const timeline = api.useWholeTimelineQuery({ sessionId }, options);
  const problem = asProblem(error);
  if (problem && !session)
    return (
      <Page title={t('sessions.one')} above={{ label: t('nav.sessions'), to: '/sessions', here: sessionId }}>
        <ProblemState problem={problem} onRetry={() => void refetch()} />
      </Page>
    );
  if (!session || timeline.isLoading) return <PageSkeleton />;
  return (
    <ShownSession session={session} entries={timeline.data?.entries ?? []}>
      <ProblemNotice problem={asProblem(timeline.error)} />
      {timeline.data?.isTruncated ? <p className={styles['note']}>{t('sessions.truncated')}</p> : null}
    </ShownSession>
  );
}

interface ShownProps {
  session: SessionDetail;
  entries: readonly TimelineEntry[];
  children: React.ReactNode;
}

function ShownSession({ session, entries, children }: ShownProps) {
  const { t } = useConsoleText();
  const now = useNow(refreshMs);
  const [search] = useSearchParams();
  const record = flightRecord(session, entries, now);
  const chosen = record.people.find(({ id }) => id === search.get('participant'));
  return (
    <div className={styles['page']} data-open={chosen !== undefined}>
      <div className={styles['main']}>
        <Page
          title={session.roomName}
          above={{ label: t('nav.sessions'), to: '/sessions', here: session.id }}
          marks={
            session.endedAt === null ? (
              <Badge tone="good" icon={<CircleDotIcon />}>
                {t('sessions.running')}
              </Badge>
            ) : null
          }
        >
          <SessionFigures
            session={session}
            steps={record.topologies.length - 1}
            durationMs={record.toMs - record.fromMs}
          />
          <Finding record={record} />
          {children}
          <Recorder record={record} chosenId={chosen?.id} isLive={session.endedAt === null} />
        </Page>
      </div>
      {chosen ? <PersonPanel key={chosen.id} person={chosen} people={record.people} /> : null}
    </div>
  );
}

interface FiguresProps {
  session: SessionDetail;
  steps: number;
  durationMs: number;
}

function SessionFigures({ session, steps, durationMs }: FiguresProps) {
  const { t, formats } = useConsoleText();
  const { startedAt, endedAt, participantPeak, participants } = session;
  const people = new Set(participants.map(({ userId }) => userId)).size;
  return (
    <Figures
      figures={[
        {
          label: formats.date(startedAt),
          value: formats.clock(startedAt),
          unit: endedAt === null ? '' : `${t('sessions.to')} ${formats.clock(endedAt)}`,
        },
        { label: t('sessions.duration'), value: formats.duration(durationMs / 1000) },
        { label: t('live.people'), value: formats.number(people) },
        { label: t('sessions.peak'), value: formats.number(participantPeak) },
        { label: t('sessions.steps'), value: formats.number(steps) },
      ]}
    />
  );
}
