import { Button } from '@mantine/core';
import KeyIcon from 'lucide-react/icons/key-round';
import PlusIcon from 'lucide-react/icons/plus';
import { api } from '../../api/api.ts';
import { asProblem } from '../../api/problem.ts';
import { Page } from '../../parts/page/page.tsx';
import { useSheet } from '../../parts/sheet/use-sheet.ts';
import { EmptyState } from '../../parts/states/empty-state.tsx';
import { DataTable } from '../../parts/table/data-table.tsx';
import { Pager, useCursor } from '../../parts/table/pager.tsx';
import { useMayDo } from '../../session/use-may-do.ts';
import { useConsoleText } from '../../text/use-console-text.tsx';
import { CreateKeySheet } from './create-key-sheet.tsx';
import { useKeyColumns } from './key-columns.tsx';

/** The keys that servers call the API with. */
export default function ApiKeysPage() {
  const { t } = useConsoleText();
  const mayDo = useMayDo();
  const sheet = useSheet('new');
  const cursor = useCursor();
  const { currentData, error, refetch } = api.useListApiKeysQuery(cursor === undefined ? {} : { cursor });
  const create = mayDo('createApiKey') ? (
    <Button variant="filled" leftSection={<PlusIcon />} onClick={() => sheet.open('key')}>
      {t('keys.create')}
    </Button>
  ) : null;
  return (
    <Page title={t('nav.apiKeys')} lead={t('keys.lead')} actions={create}>
      <DataTable
        label={t('nav.apiKeys')}
        columns={useKeyColumns()}
        rows={currentData?.data}
        rowKey={({ id }) => id}
        problem={asProblem(error)}
        onRetry={() => void refetch()}
        empty={<EmptyState Icon={KeyIcon} what={t('keys.none')} todo={t('keys.noneDo')} action={create} />}
        foot={<Pager nextCursor={currentData?.nextCursor} />}
      />
      <CreateKeySheet opened={sheet.value === 'key'} onClose={sheet.close} />
    </Page>
  );
}
