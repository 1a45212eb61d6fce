import { Button } from '@mantine/core';
import { useSearchParams } from 'react-router';
import ScrollIcon from 'lucide-react/icons/scroll-text';
import { api } from '../../api/api.ts';
import type { AuditEntry } from '../../api/api.ts';
import { asProblem } from '../../api/problem.ts';
import { Filters } from '../../parts/filters/filters.tsx';
import { TextFilter } from '../../parts/filters/text-filter.tsx';
import { Page } from '../../parts/page/page.tsx';
import { useSheet } from '../../parts/sheet/use-sheet.ts';
import { EmptyState } from '../../parts/states/empty-state.tsx';
import { DataTable } from '../../parts/table/data-table.tsx';
import { Pager } from '../../parts/table/pager.tsx';
import { useConsoleText } from '../../text/use-console-text.tsx';
import { AuditSheet } from './audit-sheet.tsx';
import { useAuditColumns } from './audit-columns.tsx';
import { Verification } from './verification.tsx';

/** Who changed what: append-only, each entry bound to the one before it. */
export default function AuditPage() {
  const { t } = useConsoleText();
  const [search] = useSearchParams();
  const sheet = useSheet('entry');
  const query = Object.fromEntries(
    ['cursor', 'action', 'targetId', 'actorId'].flatMap((name) => {
      const value = search.get(name);
      return value ? [[name, value]] : [];
    }),
  );
  const { currentData, error, refetch } = api.useListAuditLogQuery(query);
  const isFiltered = Object.keys(query).some((name) => name !== 'cursor');
  const chosen: AuditEntry | undefined = currentData?.data.find(({ seq }) => String(seq) === sheet.value);
  return (
    <Page title={t('nav.auditLog')} lead={t('audit.lead')}>
      <Verification />
      <Filters label={t('audit.filters')}>
        <TextFilter name="action" label={t('audit.byAction')} />
        <TextFilter name="targetId" label={t('audit.byTarget')} />
      </Filters>
      <DataTable
        label={t('nav.auditLog')}
        columns={useAuditColumns((seq) => sheet.open(String(seq)))}
        rows={currentData?.data}
        rowKey={({ seq }) => String(seq)}
        problem={asProblem(error)}
        onRetry={() => void refetch()}
        empty={
          <EmptyState
            Icon={ScrollIcon}
            what={t(isFiltered ? 'audit.noneFound' : 'audit.none')}
            todo={t(isFiltered ? 'rooms.noneFoundDo' : 'audit.noneDo')}
          />
        }
        foot={<Pager nextCursor={currentData?.nextCursor} />}
      />
      <AuditSheet entry={chosen} onClose={sheet.close} />
      {sheet.value !== null && currentData && !chosen ? (
        <p>
          {t('audit.elsewhere')} <Button onClick={sheet.close}>{t('action.close')}</Button>
        </p>
      ) : null}
    </Page>
  );
}
