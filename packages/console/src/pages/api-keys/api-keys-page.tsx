import { Button } from '@mantine/core';
import KeyIcon from 'lucide-react/icons/key-round';
import PlusIcon from 'lucide-react/icons/plus';
import { api } from '../../api/api.ts';
import { Page } from '../../parts/page/page.tsx';
import { useSheet } from '../../parts/sheet/use-sheet.ts';
import { EmptyState } from '../../parts/states/empty-state.tsx';
import { PagedTable } from '../../parts/table/paged-table.tsx';
import { useCursorArg } from '../../parts/table/pager.tsx';
import { useMayDo } from '../../session/use-may-do.ts';
import { useConsoleText } from '../../text/use-console-text.tsx';
import { CreateKeySheet } from './create-key-sheet.tsx';
import { useKeyColumns } from './key-columns.tsx';
import { RotateKeySheet } from './rotate-key-sheet.tsx';

/** The keys that servers call the API with. */
export default function ApiKeysPage() {
  const { t } = useConsoleText();
  const mayDo = useMayDo();
  const sheet = useSheet('new');
  const rotation = useSheet('rotate');
  const list = api.useListApiKeysQuery(useCursorArg());
  const create = mayDo('createApiKey') ? (
    <Button variant="filled" leftSection={<PlusIcon />} onClick={() => sheet.open('key')}>
      {t('keys.create')}
    </Button>
  ) : null;
  return (
    <Page title={t('nav.apiKeys')} lead={t('keys.lead')} actions={create}>
      <PagedTable
        label={t('nav.apiKeys')}
        columns={useKeyColumns(rotation.open)}
        rowKey={({ id }) => id}
        list={list}
        empty={<EmptyState Icon={KeyIcon} what={t('keys.none')} todo={t('keys.noneDo')} action={create} />}
      />
      <CreateKeySheet opened={sheet.value === 'key'} onClose={sheet.close} />
      <RotateKeySheet
        apiKey={list.currentData?.data.find(({ id }) => id === rotation.value)}
        onClose={rotation.close}
      />
    </Page>
  );
}
