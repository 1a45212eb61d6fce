import { useConsoleText } from '../../text/use-console-text.tsx';
import styles from './usage.module.css';

interface ChartBudgetProps {
  budget: number;
  /** Where the line lies, and from where to where. */
  y: number;
  left: number;
  right: number;
  /** The middle of the day that passes it. */
  passesAt?: number;
}

/** The budget as a line across the chart, and where the month passes it. */
export function ChartBudget({ budget, y, left, right, passesAt }: ChartBudgetProps) {
  const { t, formats } = useConsoleText();
  return (
    <g className={styles['limit']}>
      <line x1={left} x2={right} y1={y} y2={y} />
      <text x={left + 8} y={y - 6}>
        {t('usage.budgetLine', { minutes: formats.number(budget) })}
      </text>
      {passesAt === undefined ? null : <circle cx={passesAt} cy={y} r="4.5" />}
    </g>
  );
}
