import type { ReactNode } from 'react';
import { Skeleton } from '@mantine/core';
import type { ApiProblem } from '../../api/problem.ts';
import { useConsoleText } from '../../text/use-console-text.tsx';
import { ProblemState } from '../states/problem-state.tsx';
import styles from './data-table.module.css';

export interface Column<Row> {
  key: string;
  header: ReactNode;
  cell: (row: Row) => ReactNode;
  /** Numbers stand at the end. */
  align?: 'start' | 'end';
  /** The name of the row: its first cell for a screen reader. */
  isName?: boolean;
  /** `wide`: left out where the page is narrow. */
  show?: 'always' | 'wide';
}

export interface DataTableProps<Row> {
  /** What the table holds, for a screen reader. */
  label: string;
  columns: readonly Column<Row>[];
  /** Undefined until they are there. */
  rows: readonly Row[] | undefined;
  rowKey: (row: Row) => string;
  problem?: ApiProblem | undefined;
  onRetry?: () => void;
  /** Stands there when there are no rows. */
  empty: ReactNode;
  /** Under the rows: the way to further ones. */
  foot?: ReactNode;
}

/** A list in each of its states: on its way, failed, empty, there. */
export function DataTable<Row>({ rows, problem, onRetry, empty, foot, ...rest }: DataTableProps<Row>) {
  if (problem && !rows)
    return (
      <div className={styles['card']}>
        <ProblemState problem={problem} {...(onRetry ? { onRetry } : {})} />
      </div>
    );
  if (rows?.length === 0)
    return (
      <div className={styles['card']}>
        {empty}
        {foot}
      </div>
    );
  return (
    <div className={styles['card']} aria-busy={rows === undefined}>
      <Rows {...rest} rows={rows} />
      {foot}
    </div>
  );
}

type RowsProps<Row> = Pick<DataTableProps<Row>, 'label' | 'columns' | 'rows' | 'rowKey'>;

function Rows<Row>({ label, columns, rows, rowKey }: RowsProps<Row>) {
  const { t } = useConsoleText();
  return (
    <table className={styles['table']}>
      <caption className="cm-hidden">{rows ? label : `${label}. ${t('state.loading')}`}</caption>
      <thead>
        <tr>
          {columns.map(({ key, header, align, show }) => (
            <th key={key} scope="col" data-align={align} data-show={show}>
              {header}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows
          ? rows.map((row) => <tr key={rowKey(row)}>{columns.map((column) => cellOf(column, row))}</tr>)
          : Array.from({ length: 5 }, (_, index) => (
              <tr key={index}>
                {columns.map(({ key, show }) => (
                  <td key={key} data-show={show}>
                    <Skeleton height={12} width={index % 2 === 0 ? '60%' : '40%'} />
                  </td>
                ))}
              </tr>
            ))}
      </tbody>
    </table>
  );
}

function cellOf<Row>({ key, cell, align, isName, show }: Column<Row>, row: Row) {
  if (isName)
    return (
      <th key={key} scope="row" className={styles['name']} data-align={align} data-show={show}>
        {cell(row)}
      </th>
    );
  return (
    <td key={key} data-align={align} data-show={show}>
      {cell(row)}
    </td>
  );
}
