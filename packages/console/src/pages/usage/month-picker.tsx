import { ActionIcon } from '@mantine/core';
import { Link } from 'react-router';
import LeftIcon from 'lucide-react/icons/chevron-left';
import { ChevronRightIcon, localeOf } from '@cloudmeet/ui';
import { useConsoleText } from '../../text/use-console-text.tsx';
import type { UsageMonth } from './usage-month.ts';
import styles from './usage.module.css';

/** From month to month, each with its address. */
export function MonthPicker({ month }: { month: UsageMonth }) {
  const { t, language } = useConsoleText();
  const name = new Intl.DateTimeFormat(localeOf(language), {
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });
  return (
    <nav className={styles['months']} aria-label={t('usage.month')}>
      <ActionIcon
        component={Link}
        to={`?month=${month.previous}`}
        aria-label={t('usage.before')}
        variant="default"
      >
        <LeftIcon />
      </ActionIcon>
      <span aria-current="date">{name.format(month.startMs)}</span>
      {month.next === undefined ? (
        <ActionIcon aria-label={t('usage.after')} variant="default" disabled>
          <ChevronRightIcon />
        </ActionIcon>
      ) : (
        <ActionIcon
          component={Link}
          to={`?month=${month.next}`}
          aria-label={t('usage.after')}
          variant="default"
        >
          <ChevronRightIcon />
        </ActionIcon>
      )}
    </nav>
  );
}
