import { useMemo } from 'react';
import { Button } from '@mantine/core';
import OriginIcon from 'lucide-react/icons/globe-lock';
import { api } from '../../api/api.ts';
import type { AllowedOrigin } from '../../api/api.ts';
import { asProblem } from '../../api/problem.ts';
import { useNotify } from '../../notices/use-notify.ts';
import { Page } from '../../parts/page/page.tsx';
import { EmptyState } from '../../parts/states/empty-state.tsx';
import { problemText } from '../../parts/states/problem-text.ts';
import { actionsColumn, createdColumn } from '../../parts/table/common-columns.tsx';
import type { Column } from '../../parts/table/data-table.tsx';
import { PagedTable } from '../../parts/table/paged-table.tsx';
import { useCursorArg } from '../../parts/table/pager.tsx';
import { useMayDo } from '../../session/use-may-do.ts';
import { useConsoleText } from '../../text/use-console-text.tsx';
import { AddOrigin } from './add-origin.tsx';
import { TestDomain } from './test-domain.tsx';

/** The pages that may show the tenant's rooms. */
export default function OriginsPage() {
  const { t } = useConsoleText();
  const mayDo = useMayDo();
  return (
    <Page title={t('nav.origins')} lead={t('origins.lead')}>
      {mayDo('addAllowedOrigin') ? <AddOrigin /> : null}
      <PagedTable
        label={t('nav.origins')}
        columns={useOriginColumns()}
        rowKey={({ id }) => id}
        list={api.useListAllowedOriginsQuery(useCursorArg())}
        empty={<EmptyState Icon={OriginIcon} what={t('origins.none')} todo={t('origins.noneDo')} />}
      />
      <TestDomain />
    </Page>
  );
}

function useOriginColumns(): readonly Column<AllowedOrigin>[] {
  const text = useConsoleText();
  const mayRemove = useMayDo()('removeAllowedOrigin');
  return useMemo(
    () => [
      {
        key: 'origin',
        header: text.t('origins.origin'),
        isName: true,
        cell: ({ origin }) => <code>{origin}</code>,
      },
      createdColumn(text, text.t('origins.since')),
      actionsColumn(text, (origin) => (mayRemove ? <RemoveOrigin allowed={origin} /> : null)),
    ],
    [text, mayRemove],
  );
}

/** Removing an origin is taken back by allowing it again, so nobody is asked first. */
function RemoveOrigin({ allowed: { id, origin } }: { allowed: AllowedOrigin }) {
  const { t } = useConsoleText();
  const [remove, { isLoading }] = api.useRemoveAllowedOriginMutation();
  const [add] = api.useAddAllowedOriginMutation();
  const notify = useNotify();
  const press = async () => {
    const problem = asProblem((await remove({ originId: id })).error);
    if (problem) return notify(problemText(problem, t).what, { tone: 'danger' });
    const run = () => void add({ addAllowedOrigin: { origin } });
    notify(t('origins.removed', { origin }), { undo: { label: t('action.undo'), run } });
  };
  return (
    <Button
      size="xs"
      variant="subtle"
      loading={isLoading}
      onClick={() => void press()}
      aria-label={t('origins.removeName', { origin })}
    >
      {t('origins.remove')}
    </Button>
  );
}
