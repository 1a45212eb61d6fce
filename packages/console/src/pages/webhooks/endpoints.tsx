import { useMemo } from 'react';
import type { ReactNode } from 'react';
import { Badge, CheckIcon, CircleXIcon } from '@cloudmeet/ui';
import WebhookIcon from 'lucide-react/icons/webhook';
import { api } from '../../api/api.ts';
import type { WebhookEndpoint } from '../../api/api.ts';
import { asProblem } from '../../api/problem.ts';
import { useSheet } from '../../parts/sheet/use-sheet.ts';
import { EmptyState } from '../../parts/states/empty-state.tsx';
import { DataTable } from '../../parts/table/data-table.tsx';
import type { Column } from '../../parts/table/data-table.tsx';
import { useConsoleText } from '../../text/use-console-text.tsx';
import { EndpointSheet } from './endpoint-sheet.tsx';
import styles from './webhooks.module.css';

/** Addresses of the tenant's servers. */
export function Endpoints({ create }: { create: ReactNode }) {
  const { t } = useConsoleText();
  const sheet = useSheet('endpoint');
  const { currentData, error, refetch } = api.useListWebhookEndpointsQuery({ limit: 100 });
  const chosen = currentData?.data.find(({ id }) => id === sheet.value);
  return (
    <>
      <DataTable
        label={t('webhooks.endpoints')}
        columns={useEndpointColumns(sheet.open)}
        rows={currentData?.data}
        rowKey={({ id }) => id}
        problem={asProblem(error)}
        onRetry={() => void refetch()}
        empty={
          <EmptyState
            Icon={WebhookIcon}
            what={t('webhooks.none')}
            todo={t('webhooks.noneDo')}
            action={create}
          />
        }
      />
      <EndpointSheet endpoint={chosen} onClose={sheet.close} />
    </>
  );
}

/** Whether an endpoint is sent to, and if not, why. */
export function EndpointState({ endpoint }: { endpoint: WebhookEndpoint }) {
  const { t } = useConsoleText();
  if (!endpoint.disabled)
    return (
      <Badge tone="good" icon={<CheckIcon />}>
        {t('webhooks.on')}
      </Badge>
    );
  return (
    <Badge tone={endpoint.disabledReason === 'gone' ? 'danger' : 'neutral'} icon={<CircleXIcon />}>
      {t(endpoint.disabledReason === 'gone' ? 'webhooks.gone' : 'webhooks.off')}
    </Badge>
  );
}

function useEndpointColumns(open: (id: string) => void): readonly Column<WebhookEndpoint>[] {
  const { t, formats } = useConsoleText();
  return useMemo(
    () => [
      {
        key: 'url',
        header: t('webhooks.url'),
        isName: true,
        cell: ({ id, url }) => (
          <button type="button" className={styles['open']} onClick={() => open(id)}>
            {url}
          </button>
        ),
      },
      {
        key: 'state',
        header: t('webhooks.state'),
        cell: (endpoint) => <EndpointState endpoint={endpoint} />,
      },
      {
        key: 'types',
        header: t('webhooks.types'),
        show: 'wide',
        cell: ({ types }) => t('webhooks.typeCount', { count: types.length }),
      },
      {
        key: 'createdAt',
        header: t('keys.createdAt'),
        show: 'wide',
        align: 'end',
        cell: ({ createdAt }) => <time dateTime={createdAt}>{formats.date(createdAt)}</time>,
      },
    ],
    [t, formats, open],
  );
}
