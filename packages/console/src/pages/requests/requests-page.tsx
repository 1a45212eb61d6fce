import { useMemo } from 'react';
import { useSearchParams } from 'react-router';
import { Badge } from '@cloudmeet/ui';
import ListIcon from 'lucide-react/icons/list';
import { api } from '../../api/api.ts';
import type { RequestLogEntry } from '../../api/api.ts';
import { CopyId } from '../../parts/copy/copy-id.tsx';
import { ChoiceFilter } from '../../parts/filters/choice-filter.tsx';
import { Filters } from '../../parts/filters/filters.tsx';
import { TextFilter } from '../../parts/filters/text-filter.tsx';
import { Page } from '../../parts/page/page.tsx';
import { EmptyState } from '../../parts/states/empty-state.tsx';
import type { Column } from '../../parts/table/data-table.tsx';
import { PagedTable } from '../../parts/table/paged-table.tsx';
import { useConsoleText } from '../../text/use-console-text.tsx';

/** What the tenant's servers and people asked the API, and how it was answered. */
export default function RequestsPage() {
  const { t } = useConsoleText();
  const [search] = useSearchParams();
  const query = Object.fromEntries(
    ['cursor', 'requestId', 'operationId', 'status'].flatMap((name) => {
      const value = search.get(name);
      return value ? [[name, value]] : [];
    }),
  );
  const list = api.useListRequestLogQuery(query, {
    pollingInterval: 10_000,
    skipPollingIfUnfocused: true,
  });
  const isFiltered = Object.keys(query).some((name) => name !== 'cursor');
  const classes = ['2xx', '4xx', '5xx'].map((value) => ({ value, label: value }));
  return (
    <Page title={t('nav.requests')} lead={t('requests.lead')}>
      <Filters label={t('requests.filters')}>
        <TextFilter name="requestId" label={t('requests.byId')} />
        <TextFilter name="operationId" label={t('requests.byOperation')} />
        <ChoiceFilter
          name="status"
          label={t('requests.status')}
          options={[{ value: '', label: t('requests.everyStatus') }, ...classes]}
        />
      </Filters>
      <PagedTable
        label={t('nav.requests')}
        columns={useRequestColumns()}
        rowKey={({ requestId }) => requestId}
        list={list}
        empty={
          <EmptyState
            Icon={ListIcon}
            what={t(isFiltered ? 'requests.noneFound' : 'requests.none')}
            todo={t(isFiltered ? 'rooms.noneFoundDo' : 'requests.noneDo')}
          />
        }
      />
    </Page>
  );
}

const toneOf = (status: number) => (status >= 500 ? 'danger' : status >= 400 ? 'warning' : 'good');

function useRequestColumns(): readonly Column<RequestLogEntry>[] {
  const { t, formats } = useConsoleText();
  return useMemo(
    () => [
      {
        key: 'operation',
        header: t('requests.operation'),
        isName: true,
        cell: ({ operationId }) => operationId,
      },
      {
        key: 'status',
        header: t('requests.status'),
        cell: ({ status, code }) => (
          <Badge tone={toneOf(status)}>
            {status} {code ?? ''}
          </Badge>
        ),
      },
      { key: 'actor', header: t('audit.actor'), show: 'wide', cell: ({ actor }) => actor.label },
      {
        key: 'duration',
        header: t('requests.duration'),
        show: 'wide',
        align: 'end',
        cell: ({ durationMs }) => `${formats.number(durationMs, 1)} ms`,
      },
      {
        key: 'requestId',
        header: t('state.requestId'),
        show: 'wide',
        cell: ({ requestId }) => <CopyId value={requestId} label={t('state.requestId')} />,
      },
      {
        key: 'at',
        header: t('audit.at'),
        align: 'end',
        cell: ({ at }) => <time dateTime={at}>{formats.time(at)}</time>,
      },
    ],
    [t, formats],
  );
}
