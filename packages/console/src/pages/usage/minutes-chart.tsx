import { useConsoleText } from '../../text/use-console-text.tsx';
import type { UsageReport } from '../../api/api.ts';
import { chartBars, chartParts } from './chart-bars.ts';
import type { ChartBar } from './chart-bars.ts';
import { ChartDrawing } from './chart-drawing.tsx';
import { passingDay } from './minutes-budget.ts';
import type { UsageMonth } from './usage-month.ts';
import styles from './usage.module.css';

interface ChartProps {
  report: UsageReport;
  month: UsageMonth;
  /** What may be used in the month, in participant minutes. */
  budget: number | undefined;
}

/** What the chart says, as its title. */
function useFinding({ report, month, budget }: ChartProps, passing: ChartBar | undefined): string {
  const { t, formats } = useConsoleText();
  const used = report.total.participantMinutes.total;
  if (used === 0) return t('usage.findingNone');
  if (!month.isCurrent) return t('usage.findingPast', { minutes: formats.number(used) });
  if (passing) {
    const date = formats.dayOfMonth(`${month.name}-${String(passing.day).padStart(2, '0')}`);
    return t(passing.isExpected ? 'usage.findingPasses' : 'usage.findingPassed', { date });
  }
  if (budget !== undefined) return t('usage.findingWithin');
  return t('usage.finding', { minutes: formats.number((used / month.daysPassed) * month.days) });
}

/** Participant minutes since the first of the month, day by day, by topology; days to come are hatched outlines. */
export function MinutesChart(props: ChartProps) {
  const { t } = useConsoleText();
  const { report, month, budget } = props;
  const bars = chartBars(report, month);
  const passing = budget === undefined ? undefined : passingDay(bars, budget);
  return (
    <figure>
      <figcaption className={styles['caption']}>
        <div>
          <h2>{useFinding(props, passing)}</h2>
          <p>{t('usage.chart')}</p>
        </div>
        <Legend hasExpected={month.isCurrent} />
      </figcaption>
      <ChartDrawing
        bars={bars}
        today={month.isCurrent ? month.daysPassed : undefined}
        budget={budget}
        passing={passing}
      />
    </figure>
  );
}

function Legend({ hasExpected }: { hasExpected: boolean }) {
  const { t } = useConsoleText();
  return (
    <ul className={styles['legend']}>
      {chartParts.map((part) => (
        <li key={part}>
          <span style={{ backgroundColor: `var(--cm-data-${part})` }} />
          {t(`topology.${part}`)}
        </li>
      ))}
      {hasExpected ? (
        <li>
          <span className={styles['expected']} />
          {t('usage.expectedDays')}
        </li>
      ) : null}
    </ul>
  );
}
