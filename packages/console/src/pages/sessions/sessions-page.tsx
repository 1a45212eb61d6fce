import { useMemo } from 'react';
import { Link, useSearchParams } from 'react-router';
import { ActivityIcon, Badge, CircleDotIcon } from '@cloudmeet/ui';
import { api } from '../../api/api.ts';
import type { Session } from '../../api/api.ts';
import { Filters } from '../../parts/filters/filters.tsx';
import { TextFilter } from '../../parts/filters/text-filter.tsx';
import { Page } from '../../parts/page/page.tsx';
import { EmptyState } from '../../parts/states/empty-state.tsx';
import type { Column } from '../../parts/table/data-table.tsx';
import { PagedTable } from '../../parts/table/paged-table.tsx';
import { useConsoleText } from '../../text/use-console-text.tsx';
import styles from './sessions.module.css';

/** What took place: every session, newest first, of deleted rooms too. */
export default function SessionsPage() {
  const { t } = useConsoleText();
  const [search] = useSearchParams();
  const query = Object.fromEntries(
    ['cursor', 'roomId', 'externalId'].flatMap((name) => {
      const value = search.get(name);
      return value ? [[name, value]] : [];
    }),
  );
  const list = api.useListSessionsQuery(query, {
    pollingInterval: 15_000,
    skipPollingIfUnfocused: true,
  });
  const isFiltered = Object.keys(query).some((name) => name !== 'cursor');
  return (
    <Page title={t('nav.sessions')}>
      <Filters label={t('sessions.filters')}>
        <TextFilter name="roomId" label={t('sessions.byRoom')} />
        <TextFilter name="externalId" label={t('rooms.byExternalId')} />
      </Filters>
      <PagedTable
        label={t('nav.sessions')}
        columns={useSessionColumns()}
        rowKey={({ id }) => id}
        list={list}
        empty={
          <EmptyState
            Icon={ActivityIcon}
            what={t(isFiltered ? 'sessions.noneFound' : 'sessions.none')}
            todo={t(isFiltered ? 'rooms.noneFoundDo' : 'sessions.noneDo')}
          />
        }
      />
    </Page>
  );
}

function Lasted({ session: { startedAt, endedAt } }: { session: Session }) {
  const { t, formats } = useConsoleText();
  if (endedAt !== null) return formats.duration((Date.parse(endedAt) - Date.parse(startedAt)) / 1000);
  return (
    <Badge tone="good" icon={<CircleDotIcon />}>
      {t('sessions.running')}
    </Badge>
  );
}

function useSessionColumns(): readonly Column<Session>[] {
  const { t, formats } = useConsoleText();
  return useMemo(
    () => [
      {
        key: 'room',
        header: t('rooms.one'),
        isName: true,
        cell: ({ id, roomName }) => (
          <Link className={styles['row'] ?? ''} to={`/sessions/${id}`}>
            {roomName}
          </Link>
        ),
      },
      {
        key: 'duration',
        header: t('sessions.duration'),
        cell: (session) => <Lasted session={session} />,
      },
      {
        key: 'peak',
        header: t('sessions.peak'),
        align: 'end',
        show: 'wide',
        cell: ({ participantPeak }) => formats.number(participantPeak),
      },
      {
        key: 'topology',
        header: t('live.topology'),
        show: 'wide',
        cell: ({ topology }) => t(`topology.${topology}`),
      },
      {
        key: 'externalId',
        header: t('rooms.externalId'),
        show: 'wide',
        cell: ({ externalId }) => (externalId === null ? '–' : <code>{externalId}</code>),
      },
      {
        key: 'startedAt',
        header: t('sessions.started'),
        align: 'end',
        cell: ({ startedAt }) => <time dateTime={startedAt}>{formats.dateTime(startedAt)}</time>,
      },
    ],
    [t, formats],
  );
}
