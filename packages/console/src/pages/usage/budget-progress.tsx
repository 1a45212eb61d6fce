import type { Budget } from '../../api/api.ts';
import { useConsoleText } from '../../text/use-console-text.tsx';
import { bytesOfGb } from './budget-draft.ts';
import styles from './usage.module.css';

/** How much of a budget is used: in numbers, as a bar with its thresholds, and which of them were told when. */
export function BudgetProgress({ budget }: { budget: Budget }) {
  const { t, formats } = useConsoleText();
  const { metric, used, limit, thresholds, crossed } = budget;
  const isStorage = metric === 'storedBytes';
  const amount = (value: number) => formats.number(isStorage ? value / bytesOfGb : value, isStorage ? 2 : 0);
  const unit = isStorage ? 'GB' : t('usage.min');
  // one scale for what is used and for thresholds beyond the limit
  const end = Math.max(100, ...thresholds);
  const share = used / limit;
  const at = (percent: number) => `${String(Math.min(100, (percent / end) * 100))}%`;
  const last = crossed.at(-1);
  return (
    <div className={styles['budget']}>
      <span>
        {t('budgets.usedOf', {
          used: amount(used),
          limit: amount(limit),
          unit,
          share: formats.percent(share),
        })}
      </span>
      <span className={styles['bar']} data-over={share >= 1 || undefined} aria-hidden="true">
        <span style={{ inlineSize: at(share * 100) }} />
        {thresholds.map((percent) => (
          <i key={percent} style={{ insetInlineStart: at(percent) }} />
        ))}
      </span>
      {last ? (
        <small>
          {t('budgets.told', {
            percent: formats.percent(last.threshold / 100),
            time: formats.dateTime(last.at),
          })}
        </small>
      ) : null}
    </div>
  );
}
