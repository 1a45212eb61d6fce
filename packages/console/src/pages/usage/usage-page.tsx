import { useSearchParams } from 'react-router';
import { api } from '../../api/api.ts';
import type { UsageReport } from '../../api/api.ts';
import { asProblem } from '../../api/problem.ts';
import { useNow } from '../../parts/figures/use-now.ts';
import { Figures } from '../../parts/figures/figures.tsx';
import { Page } from '../../parts/page/page.tsx';
import { ProblemState } from '../../parts/states/problem-state.tsx';
import { PageSkeleton } from '../../shell/page-skeleton.tsx';
import { useConsoleText } from '../../text/use-console-text.tsx';
import { bytesOfGb } from './budget-draft.ts';
import { Budgets } from './budgets.tsx';
import { minutesBudgetOf } from './minutes-budget.ts';
import { MinutesChart } from './minutes-chart.tsx';
import { MonthPicker } from './month-picker.tsx';
import { UsageExport } from './usage-export.tsx';
import { UsageTable } from './usage-table.tsx';
import { monthOf } from './usage-month.ts';
import type { UsageMonth } from './usage-month.ts';
import styles from './usage.module.css';

/** Participant minutes of a month: how many, at this pace how many more, and whose. */
export default function UsagePage() {
  const { t } = useConsoleText();
  const [search] = useSearchParams();
  const month = monthOf(search.get('month'), useNow(60_000));
  const { from, to } = month;
  const { currentData, error, refetch } = api.useGetUsageQuery({ from, to, groupBy: 'day' });
  const problem = asProblem(error);
  return (
    <Page
      title={t('nav.usage')}
      actions={
        <>
          <MonthPicker month={month} />
          <UsageExport month={month} />
        </>
      }
    >
      {currentData ? <Report report={currentData} month={month} /> : null}
      {problem && !currentData ? <ProblemState problem={problem} onRetry={() => void refetch()} /> : null}
      {!problem && !currentData ? <PageSkeleton /> : null}
    </Page>
  );
}

function Report({ report, month }: { report: UsageReport; month: UsageMonth }) {
  const { t, formats } = useConsoleText();
  const budgets = api.useListBudgetsQuery({ limit: 100 }, { skip: !month.isCurrent }).currentData?.data;
  const budget = budgets && month.isCurrent ? minutesBudgetOf(budgets) : undefined;
  const { total } = report;
  const { participantMinutes: minutes, sessions, participants } = total;
  const expected = month.isCurrent ? (minutes.total / month.daysPassed) * month.days : undefined;
  const mixed = useMixedShare(report, month);
  return (
    <>
      <Figures
        figures={[
          { label: t('usage.used'), value: formats.number(minutes.total), unit: t('usage.min') },
          ...(budget === undefined
            ? []
            : [{ label: t('usage.budget'), value: formats.number(budget), unit: t('usage.min') }]),
          ...(expected === undefined
            ? []
            : [{ label: t('usage.expected'), value: formats.number(expected), unit: t('usage.min') }]),
          { label: t('usage.sessions'), value: formats.number(sessions) },
          { label: t('usage.joins'), value: formats.number(participants) },
          { label: t('usage.mixedShare'), ...mixed },
          {
            label: t('usage.recorded'),
            value: formats.number(report.recordingMinutes),
            unit: t('usage.min'),
          },
          {
            label: t('usage.streamed'),
            value: formats.number(report.streamingMinutes),
            unit: t('usage.min'),
          },
          { label: t('usage.stored'), value: formats.number(report.storedBytes / bytesOfGb, 2), unit: 'GB' },
        ]}
      />
      <div className={styles['card']}>
        <MinutesChart report={report} month={month} budget={budget} />
      </div>
      <UsageTable month={month} budget={budget} />
      {month.isCurrent ? <Budgets /> : null}
    </>
  );
}

const shareOf = ({ mixed, total }: UsageReport['total']['participantMinutes']) =>
  total === 0 ? 0 : mixed / total;

/** How much of all was mixed, and how much in the same days of the month before. */
function useMixedShare(report: UsageReport, { before }: UsageMonth) {
  const { t, formats } = useConsoleText();
  const { from, to, startMs } = before;
  const then = api.useGetUsageQuery({ from, to, groupBy: 'externalId' }).currentData?.total
    .participantMinutes;
  const value = formats.percent(shareOf(report.total.participantMinutes));
  if (!then || then.total === 0) return { value };
  const words = { share: formats.percent(shareOf(then)), month: formats.month(startMs) };
  return { value, unit: t('usage.mixedShareWas', words) };
}
