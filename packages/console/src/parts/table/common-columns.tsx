import type { ReactNode } from 'react';
import type { ConsoleTextValue } from '../../text/use-console-text.tsx';
import type { Column } from './data-table.tsx';

/** What can be done with a row, at its end; only a screen reader needs a heading. */
export function actionsColumn<Row>(
  { t }: Pick<ConsoleTextValue, 't'>,
  cell: (row: Row) => ReactNode,
): Column<Row> {
  return {
    key: 'actions',
    header: <span className="cm-hidden">{t('live.actions')}</span>,
    align: 'end',
    cell,
  };
}

/** Since when a row is there. */
export function createdColumn<Row extends { createdAt: string }>(
  { t, formats }: ConsoleTextValue,
  header = t('keys.createdAt'),
): Column<Row> {
  return {
    key: 'createdAt',
    header,
    show: 'wide',
    align: 'end',
    cell: ({ createdAt }) => <time dateTime={createdAt}>{formats.date(createdAt)}</time>,
  };
}
