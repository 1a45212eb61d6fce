import { useMemo } from 'react';
import { Button } from '@mantine/core';
import PlusIcon from 'lucide-react/icons/plus';
import SigningIcon from 'lucide-react/icons/file-key';
import { api } from '../../api/api.ts';
import type { SigningKey } from '../../api/api.ts';
import { useNotify } from '../../notices/use-notify.ts';
import { CopyId } from '../../parts/copy/copy-id.tsx';
import { Page } from '../../parts/page/page.tsx';
import { useSheet } from '../../parts/sheet/use-sheet.ts';
import { EmptyState } from '../../parts/states/empty-state.tsx';
import { actionsColumn, createdColumn } from '../../parts/table/common-columns.tsx';
import type { Column } from '../../parts/table/data-table.tsx';
import { PagedTable } from '../../parts/table/paged-table.tsx';
import { useCursorArg } from '../../parts/table/pager.tsx';
import { RowDanger } from '../../parts/table/row-danger.tsx';
import { useMayDo } from '../../session/use-may-do.ts';
import { useConsoleText } from '../../text/use-console-text.tsx';
import { AddSigningKeySheet } from './add-signing-key-sheet.tsx';

/** Public keys of tenants that sign room tokens themselves. */
export default function SigningKeysPage() {
  const { t } = useConsoleText();
  const mayDo = useMayDo();
  const sheet = useSheet('new');
  const add = mayDo('addSigningKey') ? (
    <Button variant="filled" leftSection={<PlusIcon />} onClick={() => sheet.open('key')}>
      {t('signing.add')}
    </Button>
  ) : null;
  return (
    <Page title={t('nav.signingKeys')} lead={t('signing.lead')} actions={add}>
      <PagedTable
        label={t('nav.signingKeys')}
        columns={useSigningColumns()}
        rowKey={({ id }) => id}
        list={api.useListSigningKeysQuery(useCursorArg())}
        empty={
          <EmptyState Icon={SigningIcon} what={t('signing.none')} todo={t('signing.noneDo')} action={add} />
        }
      />
      <AddSigningKeySheet opened={sheet.value === 'key'} onClose={sheet.close} />
    </Page>
  );
}

function useSigningColumns(): readonly Column<SigningKey>[] {
  const text = useConsoleText();
  const mayRemove = useMayDo()('removeSigningKey');
  return useMemo(
    () => [
      {
        key: 'kid',
        header: text.t('signing.kid'),
        isName: true,
        cell: ({ kid }) => <CopyId value={kid} label={text.t('signing.kid')} />,
      },
      { key: 'algorithm', header: text.t('signing.algorithm'), cell: ({ algorithm }) => algorithm },
      createdColumn(text),
      actionsColumn(text, (key) => (mayRemove ? <RemoveKey signingKey={key} /> : null)),
    ],
    [text, mayRemove],
  );
}

function RemoveKey({ signingKey: { id, kid } }: { signingKey: SigningKey }) {
  const { t } = useConsoleText();
  const [remove, state] = api.useRemoveSigningKeyMutation();
  const notify = useNotify();
  return (
    <RowDanger
      label={t('signing.remove')}
      describedLabel={t('signing.removeName', { kid })}
      title={t('signing.removeTitle')}
      consequence={t('signing.removeWhat')}
      name={kid}
      act={() => remove({ signingKeyId: id })}
      state={state}
      onDone={() => notify(t('signing.removed'))}
    />
  );
}
