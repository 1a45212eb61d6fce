import { useMemo, useState } from 'react';
import { Button } from '@mantine/core';
import PlusIcon from 'lucide-react/icons/plus';
import SigningIcon from 'lucide-react/icons/file-key';
import { api } from '../../api/api.ts';
import type { SigningKey } from '../../api/api.ts';
import { asProblem } from '../../api/problem.ts';
import { useNotify } from '../../notices/use-notify.ts';
import { ConfirmByName } from '../../parts/confirm/confirm-by-name.tsx';
import { CopyId } from '../../parts/copy/copy-id.tsx';
import { Page } from '../../parts/page/page.tsx';
import { useSheet } from '../../parts/sheet/use-sheet.ts';
import { EmptyState } from '../../parts/states/empty-state.tsx';
import { DataTable } from '../../parts/table/data-table.tsx';
import type { Column } from '../../parts/table/data-table.tsx';
import { Pager, useCursor } from '../../parts/table/pager.tsx';
import { useMayDo } from '../../session/use-may-do.ts';
import { useConsoleText } from '../../text/use-console-text.tsx';
import { AddSigningKeySheet } from './add-signing-key-sheet.tsx';

/** Public keys of tenants that sign room tokens themselves. */
export default function SigningKeysPage() {
  const { t } = useConsoleText();
  const mayDo = useMayDo();
  const sheet = useSheet('new');
  const cursor = useCursor();
  const { currentData, error, refetch } = api.useListSigningKeysQuery(cursor === undefined ? {} : { cursor });
  const add = mayDo('addSigningKey') ? (
    <Button variant="filled" leftSection={<PlusIcon />} onClick={() => sheet.open('key')}>
      {t('signing.add')}
    </Button>
  ) : null;
  return (
    <Page title={t('nav.signingKeys')} lead={t('signing.lead')} actions={add}>
      <DataTable
        label={t('nav.signingKeys')}
        columns={useSigningColumns()}
        rows={currentData?.data}
        rowKey={({ id }) => id}
        problem={asProblem(error)}
        onRetry={() => void refetch()}
        empty={
          <EmptyState Icon={SigningIcon} what={t('signing.none')} todo={t('signing.noneDo')} action={add} />
        }
        foot={<Pager nextCursor={currentData?.nextCursor} />}
      />
      <AddSigningKeySheet opened={sheet.value === 'key'} onClose={sheet.close} />
    </Page>
  );
}

function useSigningColumns(): readonly Column<SigningKey>[] {
  const { t, formats } = useConsoleText();
  const mayRemove = useMayDo()('removeSigningKey');
  return useMemo(
    () => [
      {
        key: 'kid',
        header: t('signing.kid'),
        isName: true,
        cell: ({ kid }) => <CopyId value={kid} label={t('signing.kid')} />,
      },
      { key: 'algorithm', header: t('signing.algorithm'), cell: ({ algorithm }) => algorithm },
      {
        key: 'createdAt',
        header: t('keys.createdAt'),
        show: 'wide',
        align: 'end',
        cell: ({ createdAt }) => <time dateTime={createdAt}>{formats.dateTime(createdAt)}</time>,
      },
      {
        key: 'remove',
        header: <span className="cm-hidden">{t('live.actions')}</span>,
        align: 'end',
        cell: (key) => (mayRemove ? <RemoveKey signingKey={key} /> : null),
      },
    ],
    [t, formats, mayRemove],
  );
}

function RemoveKey({ signingKey: { id, kid } }: { signingKey: SigningKey }) {
  const { t } = useConsoleText();
  const [asking, setAsking] = useState(false);
  const [remove, { error, isLoading }] = api.useRemoveSigningKeyMutation();
  const notify = useNotify();
  const confirm = async () => {
    const answer = await remove({ signingKeyId: id });
    if (answer.error) return;
    setAsking(false);
    notify(t('signing.removed'));
  };
  return (
    <>
      <Button
        size="xs"
        variant="subtle"
        color="danger"
        onClick={() => setAsking(true)}
        aria-label={t('signing.removeName', { kid })}
      >
        {t('signing.remove')}
      </Button>
      <ConfirmByName
        opened={asking}
        title={t('signing.removeTitle')}
        consequence={t('signing.removeWhat')}
        name={kid}
        confirmLabel={t('signing.remove')}
        isBusy={isLoading}
        problem={asProblem(error)}
        onConfirm={() => void confirm()}
        onClose={() => setAsking(false)}
      />
    </>
  );
}
