import { useRef } from 'react';
import { useElementSize } from '@cloudmeet/ui';
import type { Formats } from '../../text/formats.ts';
import { useConsoleText } from '../../text/use-console-text.tsx';
import { axisTicks, chartParts } from './chart-bars.ts';
import type { ChartBar } from './chart-bars.ts';
import { ChartBudget } from './chart-budget.tsx';
import styles from './usage.module.css';

// All in CSS px.
const height = 260;
const left = 52;
/** Half of the last day's number may be wider than half of its bar. */
const right = 6;
const bottom = 24;
const top = 8;
/** What the name of today needs between two numbers. */
const todayWidth = 36;

interface DrawingProps {
  bars: readonly ChartBar[];
  today: number | undefined;
  budget: number | undefined;
  passing: ChartBar | undefined;
}

/** The table under the chart says the same in words, so the drawing is silent. */
export function ChartDrawing({ bars, today, budget, passing }: DrawingProps) {
  const { formats } = useConsoleText();
  const place = useRef<HTMLDivElement>(null);
  const { width } = useElementSize(place);
  const ticks = axisTicks(Math.max(budget ?? 0, ...bars.map(({ total }) => total)));
  const topTick = ticks.at(-1) ?? 1;
  const y = (value: number) => top + (height - top - bottom) * (1 - value / topTick);
  const slot = Math.max(0, width - left - right) / bars.length;
  const middle = (day: number) => left + (day - 0.5) * slot;
  return (
    <div ref={place}>
      <svg width={width} height={height} className={styles['chart']} aria-hidden="true">
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
              {axisLabel(tick, topTick, formats)}
            </text>
          </g>
        ))}
        {bars.map((bar, index) => (
          <Bar key={bar.day} bar={bar} x={left + index * slot + slot * 0.13} width={slot * 0.74} y={y} />
        ))}
        <Days days={bars.length} {...{ today, slot, middle }} />
        {budget === undefined ? null : (
          <ChartBudget
            {...{ budget, left, y: y(budget), right: width }}
            passesAt={passing && middle(passing.day)}
          />
        )}
      </svg>
    </div>
  );
}

/** `400 k`: short enough for the axis. */
function axisLabel(tick: number, topTick: number, formats: Formats): string {
  return topTick >= 10_000 && tick > 0 ? `${formats.number(tick / 1000)} k` : formats.number(tick);
}

interface DaysProps {
  days: number;
  today: number | undefined;
  /** How wide a day is, in px. */
  slot: number;
  middle: (day: number) => number;
}

/** Every fifth day by its number, and today by its name where its neighbours leave room. */
function Days({ days, today, slot, middle }: DaysProps) {
  const { t } = useConsoleText();
  const isNear = (day: number) => today !== undefined && Math.abs(day - today) * slot < todayWidth;
  return Array.from({ length: days }, (_, index) => index + 1).map((day) => {
    const isNumbered = (day === 1 || day % 5 === 0) && !isNear(day);
    if (day !== today && !isNumbered) return null;
    return (
      <text
        key={day}
        x={middle(day)}
        y={height - 6}
        textAnchor="middle"
        data-today={day === today || undefined}
      >
        {day === today ? t('usage.today') : day}
      </text>
    );
  });
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
  return chartParts.map((part) => {
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
