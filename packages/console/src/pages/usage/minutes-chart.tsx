import { useConsoleText } from '../../text/use-console-text.tsx';
import type { UsageReport } from '../../api/api.ts';
import { axisTicks, chartBars } from './chart-bars.ts';
import type { ChartBar } from './chart-bars.ts';
import type { UsageMonth } from './usage-month.ts';
import styles from './usage.module.css';

const height = 260;
const width = 1000;
const left = 52;
const bottom = 24;
const top = 8;
const parts = ['p2p', 'mixed', 'stream'] as const;

interface ChartProps {
  report: UsageReport;
  month: UsageMonth;
}

/** What the chart says, as its title. */
function useFinding({ report, month }: ChartProps): string {
  const { t, formats } = useConsoleText();
  const used = report.total.participantMinutes.total;
  if (used === 0) return t('usage.findingNone');
  if (!month.isCurrent) return t('usage.findingPast', { minutes: formats.number(used) });
  return t('usage.finding', { minutes: formats.number((used / month.daysPassed) * month.days) });
}

/** Participant minutes since the first of the month, day by day, by topology; days to come are hatched outlines. */
export function MinutesChart({ report, month }: ChartProps) {
  const { t } = useConsoleText();
  return (
    <figure>
      <figcaption className={styles['caption']}>
        <div>
          <h2>{useFinding({ report, month })}</h2>
          <p>{t('usage.chart')}</p>
        </div>
        <Legend hasExpected={month.isCurrent} />
      </figcaption>
      <Drawing bars={chartBars(report, month)} />
    </figure>
  );
}

/** The table under the chart says the same in words, so the drawing is silent. */
function Drawing({ bars }: { bars: readonly ChartBar[] }) {
  const { formats } = useConsoleText();
  const ticks = axisTicks(Math.max(...bars.map(({ total }) => total)));
  const topTick = ticks.at(-1) ?? 1;
  const y = (value: number) => top + (height - top - bottom) * (1 - value / topTick);
  const slot = (width - left) / bars.length;
  return (
    <svg viewBox={`0 0 ${String(width)} ${String(height)}`} className={styles['chart']} aria-hidden="true">
      <defs>
        <pattern
          id="cm-hatch"
          width="6"
          height="6"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <line x1="0" y1="0" x2="0" y2="6" stroke="var(--cm-line)" strokeWidth="3" />
        </pattern>
      </defs>
      {ticks.map((tick) => (
        <g key={tick}>
          <line x1={left} x2={width} y1={y(tick)} y2={y(tick)} stroke="var(--cm-line)" />
          <text x={left - 10} y={y(tick) + 4} textAnchor="end">
            {formats.number(tick)}
          </text>
        </g>
      ))}
      {bars.map((bar, index) => (
        <Bar key={bar.day} bar={bar} x={left + index * slot + slot * 0.13} width={slot * 0.74} y={y} />
      ))}
      {bars.map(({ day }, index) =>
        day === 1 || day % 5 === 0 ? (
          <text key={day} x={left + index * slot + slot / 2} y={height - 6} textAnchor="middle">
            {day}
          </text>
        ) : null,
      )}
    </svg>
  );
}

interface BarProps {
  bar: ChartBar;
  x: number;
  width: number;
  y: (value: number) => number;
}

function Bar({ bar, x, width: barWidth, y }: BarProps) {
  if (bar.isExpected)
    return (
      <rect
        x={x}
        y={y(bar.total)}
        width={barWidth}
        height={y(0) - y(bar.total)}
        fill="url(#cm-hatch)"
        stroke="var(--cm-line-strong)"
        strokeDasharray="2 2"
      />
    );
  const starts = { p2p: 0, mixed: bar.p2p, stream: bar.p2p + bar.mixed };
  return parts.map((part) => {
    const from = starts[part];
    const below = from + bar[part];
    const drawn = Math.max(0, y(from) - y(below) - (from > 0 ? 1 : 0));
    return (
      <rect
        key={part}
        x={x}
        y={y(below)}
        width={barWidth}
        height={drawn}
        fill={`var(--cm-data-${part})`}
        rx={Math.min(2, drawn / 2)}
      />
    );
  });
}

function Legend({ hasExpected }: { hasExpected: boolean }) {
  const { t } = useConsoleText();
  return (
    <ul className={styles['legend']}>
      {parts.map((part) => (
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
