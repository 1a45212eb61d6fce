import { asProblem } from '../../api/problem.ts';
import { DataTable } from './data-table.tsx';
import type { DataTableProps } from './data-table.tsx';
import { Pager } from './pager.tsx';

/** A list as RTK Query answers it: one page, and the way to the next. */
export interface PagedList<Row> {
  currentData?: { data: readonly Row[]; nextCursor: string | null } | undefined;
  error?: unknown;
  refetch: () => unknown;
}

export interface PagedTableProps<Row> extends Pick<
  DataTableProps<Row>,
  'label' | 'columns' | 'rowKey' | 'empty'
> {
  list: PagedList<Row>;
}

/** A list that the API gives out page by page; the page that is shown stands in the address. */
export function PagedTable<Row>({ list, ...table }: PagedTableProps<Row>) {
  const { currentData, error, refetch } = list;
  return (
    <DataTable
      {...table}
      rows={currentData?.data}
      problem={asProblem(error)}
      onRetry={() => void refetch()}
      foot={<Pager nextCursor={currentData?.nextCursor} />}
    />
  );
}
