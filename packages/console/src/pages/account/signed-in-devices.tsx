import { useMemo } from 'react';
import { Button } from '@mantine/core';
import { Badge } from '@cloudmeet/ui';
import DeviceIcon from 'lucide-react/icons/monitor-smartphone';
import { api } from '../../api/api.ts';
import type { UserSession } from '../../api/api.ts';
import { asProblem } from '../../api/problem.ts';
import { EmptyState } from '../../parts/states/empty-state.tsx';
import { DataTable } from '../../parts/table/data-table.tsx';
import type { Column } from '../../parts/table/data-table.tsx';
import { useConsoleText } from '../../text/use-console-text.tsx';
import { deviceName } from './device-name.ts';
import styles from './account.module.css';

/** Where the person is signed in, and the way to end each. */
export function SignedInDevices() {
  const { t } = useConsoleText();
  const { currentData, error, refetch } = api.useListUserSessionsQuery();
  return (
    <section className={styles['section']} aria-labelledby="cm-devices">
      <h2 id="cm-devices" className={styles['heading']}>
        {t('account.devices')}
      </h2>
      <DataTable
        label={t('account.devices')}
        columns={useDeviceColumns()}
        rows={currentData?.data}
        rowKey={({ id }) => id}
        problem={asProblem(error)}
        onRetry={() => void refetch()}
        empty={<EmptyState Icon={DeviceIcon} what={t('account.noDevices')} todo={t('account.noDevicesDo')} />}
      />
    </section>
  );
}

function useDeviceColumns(): readonly Column<UserSession>[] {
  const { t, formats } = useConsoleText();
  const [revoke, { isLoading }] = api.useRevokeUserSessionMutation();
  return useMemo(
    () => [
      {
        key: 'device',
        header: t('account.device'),
        isName: true,
        cell: ({ userAgent, current }) => (
          <>
            {deviceName(userAgent) ?? t('account.unknownDevice')}{' '}
            {current ? <Badge tone="accent">{t('account.thisOne')}</Badge> : null}
          </>
        ),
      },
      { key: 'address', header: t('account.address'), show: 'wide', cell: ({ address }) => address ?? '–' },
      {
        key: 'since',
        header: t('account.since'),
        show: 'wide',
        cell: ({ createdAt }) => formats.dateTime(createdAt),
      },
      { key: 'last', header: t('keys.lastUsedAt'), cell: ({ lastUsedAt }) => formats.dateTime(lastUsedAt) },
      {
        key: 'end',
        header: <span className="cm-hidden">{t('live.actions')}</span>,
        align: 'end',
        cell: ({ id, current }) =>
          current ? null : (
            <Button
              size="xs"
              variant="subtle"
              disabled={isLoading}
              onClick={() => void revoke({ userSessionId: id })}
            >
              {t('person.signOut')}
            </Button>
          ),
      },
    ],
    [t, formats, revoke, isLoading],
  );
}
