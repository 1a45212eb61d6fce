import { useMemo } from 'react';
import { Button } from '@mantine/core';
import { Badge } from '@cloudmeet/ui';
import { api } from '../../api/api.ts';
import type { ApiKey } from '../../api/api.ts';
import { useNotify } from '../../notices/use-notify.ts';
import { actionsColumn, createdColumn } from '../../parts/table/common-columns.tsx';
import type { Column } from '../../parts/table/data-table.tsx';
import { RowDanger } from '../../parts/table/row-danger.tsx';
import { useMayDo } from '../../session/use-may-do.ts';
import { useConsoleText } from '../../text/use-console-text.tsx';
import styles from './api-keys.module.css';

export function useKeyColumns(onRotate: (keyId: string) => void): readonly Column<ApiKey>[] {
  const text = useConsoleText();
  const { t, formats } = text;
  const mayDo = useMayDo();
  return useMemo(
    () => [
      { key: 'name', header: t('keys.name'), isName: true, cell: ({ name }) => name },
      { key: 'prefix', header: t('keys.prefix'), cell: ({ prefix }) => <code>{prefix}…</code> },
      { key: 'kind', header: t('keys.kind'), show: 'wide', cell: (key) => <KeyMarks apiKey={key} /> },
      {
        key: 'scopes',
        header: t('keys.scopes'),
        show: 'wide',
        cell: ({ scopes }) =>
          scopes === null ? (
            t('keys.scopesAll')
          ) : (
            <span title={scopes.join(', ')}>{t('keys.scopeCount', { count: scopes.length })}</span>
          ),
      },
      {
        key: 'lastUsedAt',
        header: t('keys.lastUsedAt'),
        show: 'wide',
        cell: ({ lastUsedAt }) =>
          lastUsedAt === null ? t('keys.never') : formats.since(lastUsedAt, Date.now()),
      },
      createdColumn(text),
      actionsColumn(text, (key) => (
        <span className={styles['actions']}>
          {mayDo('rotateApiKey') && key.expiresAt === null ? (
            <Rotate apiKey={key} onRotate={onRotate} />
          ) : null}
          {mayDo('revokeApiKey') ? <Revoke apiKey={key} /> : null}
        </span>
      )),
    ],
    [text, t, formats, mayDo, onRotate],
  );
}

/** What kind of key it is, and until when it works. */
function KeyMarks({ apiKey: { kind, expiresAt } }: { apiKey: ApiKey }) {
  const { t, formats } = useConsoleText();
  return (
    <span className={styles['marks']}>
      <Badge tone={kind === 'live' ? 'accent' : 'neutral'}>{t(`keys.kinds.${kind}`)}</Badge>
      {expiresAt === null ? null : (
        <Badge tone="warning">{t('keys.until', { time: formats.dateTime(expiresAt) })}</Badge>
      )}
    </span>
  );
}

function Rotate({ apiKey: { id, name }, onRotate }: { apiKey: ApiKey; onRotate: (keyId: string) => void }) {
  const { t } = useConsoleText();
  return (
    <Button
      size="xs"
      variant="subtle"
      onClick={() => onRotate(id)}
      aria-label={t('keys.rotateName', { name })}
    >
      {t('keys.rotate')}
    </Button>
  );
}

function Revoke({ apiKey: { id, name } }: { apiKey: ApiKey }) {
  const { t } = useConsoleText();
  const [revoke, state] = api.useRevokeApiKeyMutation();
  const notify = useNotify();
  return (
    <RowDanger
      label={t('keys.revoke')}
      describedLabel={t('keys.revokeName', { name })}
      title={t('keys.revokeTitle', { name })}
      consequence={t('keys.revokeWhat')}
      name={name}
      act={() => revoke({ apiKeyId: id })}
      state={state}
      onDone={() => notify(t('keys.revoked', { name }))}
    />
  );
}
