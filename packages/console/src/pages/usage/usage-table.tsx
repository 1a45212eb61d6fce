import { useMemo } from 'react';
import { SegmentedControl } from '@mantine/core';
import { Link } from 'react-router';
import ChartIcon from 'lucide-react/icons/chart-column';
import { api } from '../../api/api.ts';
import type { UsageRow } from '../../api/api.ts';
import { asProblem } from '../../api/problem.ts';
import { useTab } from '../../parts/page/use-tab.ts';
import { EmptyState } from '../../parts/states/empty-state.tsx';
import { DataTable } from '../../parts/table/data-table.tsx';
import type { Column } from '../../parts/table/data-table.tsx';
import { useConsoleText } from '../../text/use-console-text.tsx';
import type { UsageMonth } from './usage-month.ts';
import styles from './usage.module.css';

export const usageGroups = ['externalId', 'room', 'day'] as const;
type Group = (typeof usageGroups)[number];

/** The numbers behind the chart, by the tenant's own customers, by room, or by day. */
export function UsageTable({ month, budget }: { month: UsageMonth; budget: number | undefined }) {
  const { t } = useConsoleText();
  const { from, to } = month;
  const [group, setGroup] = useTab(usageGroups);
  const { currentData, error, refetch } = api.useGetUsageQuery({ from, to, groupBy: group });
  return (
    <>
      <div>
        <SegmentedControl
          aria-label={t('usage.by')}
          value={group}
          data={usageGroups.map((value) => ({ value, label: t(`usage.groups.${value}`) }))}
          onChange={setGroup}
        />
      </div>
      <DataTable
        label={t('usage.table')}
        columns={[
          ...useUsageColumns(group),
          useShareColumn(currentData?.total.participantMinutes.total ?? 0, budget),
          ...useChangeColumn(group, month),
        ]}
        rows={currentData?.rows}
        rowKey={({ key }) => key ?? ''}
        problem={asProblem(error)}
        onRetry={() => void refetch()}
        empty={<EmptyState Icon={ChartIcon} what={t('usage.none')} todo={t('usage.noneDo')} />}
      />
      {currentData?.truncated ? <p className={styles['note']}>{t('usage.truncated')}</p> : null}
    </>
  );
}

function useUsageColumns(group: Group): readonly Column<UsageRow>[] {
  const { t, formats } = useConsoleText();
  return useMemo(() => {
    const minutesColumn = (part: 'p2p' | 'mixed' | 'stream'): Column<UsageRow> => ({
      key: part,
      header: `${t(`topology.${part}`)}, ${t('usage.min')}`,
      align: 'end',
      show: 'wide',
      cell: ({ participantMinutes }) => formats.number(participantMinutes[part], 1),
    });
    return [
      {
        key: 'key',
        header: t(`usage.groups.${group}`),
        isName: true,
        cell: (row) => <RowName group={group} row={row} />,
      },
      {
        key: 'sessions',
        header: t('usage.sessions'),
        align: 'end',
        show: 'wide',
        cell: ({ sessions }) => formats.number(sessions),
      },
      minutesColumn('p2p'),
      minutesColumn('mixed'),
      minutesColumn('stream'),
      {
        key: 'total',
        header: `${t('usage.total')}, ${t('usage.min')}`,
        align: 'end',
        cell: ({ participantMinutes }) => <strong>{formats.number(participantMinutes.total, 1)}</strong>,
      },
      {
        key: 'topology',
        header: t('usage.byTopology'),
        show: 'wide',
        cell: ({ participantMinutes }) => <Shares minutes={participantMinutes} />,
      },
    ];
  }, [t, formats, group]);
}

/** How much of the budget a row used; without a budget, of everything. */
function useShareColumn(all: number, budget: number | undefined): Column<UsageRow> {
  const { t, formats } = useConsoleText();
  const whole = budget ?? all;
  return {
    key: 'share',
    header: t(budget === undefined ? 'usage.ofAll' : 'usage.ofBudget'),
    align: 'end',
    cell: ({ participantMinutes }) => formats.percent(whole === 0 ? 0 : participantMinutes.total / whole),
  };
}

/** More or less than in the same days of the month before; days are not compared. */
function useChangeColumn(group: Group, { before }: UsageMonth): readonly Column<UsageRow>[] {
  const { t, formats } = useConsoleText();
  const { from, to, startMs } = before;
  const { currentData } = api.useGetUsageQuery({ from, to, groupBy: group }, { skip: group === 'day' });
  if (group === 'day' || !currentData) return [];
  const then = new Map(
    currentData.rows.map(({ key, participantMinutes }) => [key, participantMinutes.total]),
  );
  const column: Column<UsageRow> = {
    key: 'change',
    header: t('usage.since', { month: formats.month(startMs) }),
    align: 'end',
    show: 'wide',
    cell: ({ key, participantMinutes: { total } }) => {
      const was = then.get(key) ?? 0;
      return was === 0 ? t('usage.new') : formats.change(total / was - 1);
    },
  };
  return [column];
}

function RowName({ group, row: { key, name } }: { group: Group; row: UsageRow }) {
  const { t, formats } = useConsoleText();
  if (key === null) return <span className={styles['without']}>{t('usage.without')}</span>;
  if (group === 'day') return formats.date(key);
  if (group === 'externalId')
    return <Link to={`/sessions?externalId=${encodeURIComponent(key)}`}>{key}</Link>;
  return <Link to={`/sessions?roomId=${key}`}>{name ?? key}</Link>;
}

function Shares({ minutes }: { minutes: UsageRow['participantMinutes'] }) {
  const parts = (['p2p', 'mixed', 'stream'] as const).filter((part) => minutes[part] > 0);
  return (
    <span className={styles['shares']} aria-hidden="true">
      {parts.map((part) => (
        <span key={part} style={{ flexGrow: minutes[part], backgroundColor: `var(--cm-data-${part})` }} />
      ))}
    </span>
  );
}
