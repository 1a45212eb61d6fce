import { useMemo, useState } from 'react';
import { Button } from '@mantine/core';
import { Badge } from '@cloudmeet/ui';
import { api } from '../../api/api.ts';
import type { ApiKey } from '../../api/api.ts';
import { asProblem } from '../../api/problem.ts';
import { useNotify } from '../../notices/use-notify.ts';
import { ConfirmByName } from '../../parts/confirm/confirm-by-name.tsx';
import type { Column } from '../../parts/table/data-table.tsx';
import { useMayDo } from '../../session/use-may-do.ts';
import { useConsoleText } from '../../text/use-console-text.tsx';

export function useKeyColumns(): readonly Column<ApiKey>[] {
  const { t, formats } = useConsoleText();
  const mayRevoke = useMayDo()('revokeApiKey');
  return useMemo(
    () => [
      { key: 'name', header: t('keys.name'), isName: true, cell: ({ name }) => name },
      { key: 'prefix', header: t('keys.prefix'), cell: ({ prefix }) => <code>{prefix}…</code> },
      {
        key: 'kind',
        header: t('keys.kind'),
        show: 'wide',
        cell: ({ kind }) => (
          <Badge tone={kind === 'live' ? 'accent' : 'neutral'}>{t(`keys.kinds.${kind}`)}</Badge>
        ),
      },
      {
        key: 'createdAt',
        header: t('keys.createdAt'),
        show: 'wide',
        cell: ({ createdAt }) => <time dateTime={createdAt}>{formats.date(createdAt)}</time>,
      },
      {
        key: 'lastUsedAt',
        header: t('keys.lastUsedAt'),
        show: 'wide',
        cell: ({ lastUsedAt }) =>
          lastUsedAt === null ? t('keys.never') : formats.since(lastUsedAt, Date.now()),
      },
      {
        key: 'revoke',
        header: <span className="cm-hidden">{t('live.actions')}</span>,
        align: 'end',
        cell: (key) => (mayRevoke ? <Revoke apiKey={key} /> : null),
      },
    ],
    [t, formats, mayRevoke],
  );
}

function Revoke({ apiKey }: { apiKey: ApiKey }) {
  const { t } = useConsoleText();
  const [asking, setAsking] = useState(false);
  const [revoke, { error, isLoading }] = api.useRevokeApiKeyMutation();
  const notify = useNotify();
  const confirm = async () => {
    const answer = await revoke({ apiKeyId: apiKey.id });
    if (answer.error) return;
    setAsking(false);
    notify(t('keys.revoked', { name: apiKey.name }));
  };
  return (
    <>
      <Button
        size="xs"
        variant="subtle"
        color="danger"
        onClick={() => setAsking(true)}
        aria-label={t('keys.revokeName', { name: apiKey.name })}
      >
        {t('keys.revoke')}
      </Button>
      <ConfirmByName
        opened={asking}
        title={t('keys.revokeTitle', { name: apiKey.name })}
        consequence={t('keys.revokeWhat')}
        name={apiKey.name}
        confirmLabel={t('keys.revoke')}
        isBusy={isLoading}
        problem={asProblem(error)}
        onConfirm={() => void confirm()}
        onClose={() => setAsking(false)}
      />
    </>
  );
}
