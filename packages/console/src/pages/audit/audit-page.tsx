import { Button } from '@mantine/core';
import { useSearchParams } from 'react-router';
import ScrollIcon from 'lucide-react/icons/scroll-text';
import { api } from '../../api/api.ts';
import type { AuditEntry } from '../../api/api.ts';
import { Filters } from '../../parts/filters/filters.tsx';
import { TextFilter } from '../../parts/filters/text-filter.tsx';
import { Page } from '../../parts/page/page.tsx';
import { useSheet } from '../../parts/sheet/use-sheet.ts';
import { EmptyState } from '../../parts/states/empty-state.tsx';
import { PagedTable } from '../../parts/table/paged-table.tsx';
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
  const list = api.useListAuditLogQuery(query);
  const isFiltered = Object.keys(query).some((name) => name !== 'cursor');
  const chosen: AuditEntry | undefined = list.currentData?.data.find(
    ({ seq }) => String(seq) === sheet.value,
  );
  return (
    <Page title={t('nav.auditLog')} lead={t('audit.lead')}>
      <Verification />
      <Filters label={t('audit.filters')}>
        <TextFilter name="action" label={t('audit.byAction')} />
        <TextFilter name="targetId" label={t('audit.byTarget')} />
      </Filters>
      <PagedTable
        label={t('nav.auditLog')}
        columns={useAuditColumns((seq) => sheet.open(String(seq)))}
        rowKey={({ seq }) => String(seq)}
        list={list}
        empty={
          <EmptyState
            Icon={ScrollIcon}
            what={t(isFiltered ? 'audit.noneFound' : 'audit.none')}
            todo={t(isFiltered ? 'rooms.noneFoundDo' : 'audit.noneDo')}
          />
        }
      />
      <AuditSheet entry={chosen} onClose={sheet.close} />
      {sheet.value !== null && list.currentData && !chosen ? (
        <p>
          {t('audit.elsewhere')} <Button onClick={sheet.close}>{t('action.close')}</Button>
        </p>
      ) : null}
    </Page>
  );
}
