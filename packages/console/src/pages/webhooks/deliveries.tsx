import { useMemo } from 'react';
import { useSearchParams } from 'react-router';
import { Badge } from '@cloudmeet/ui';
import SendIcon from 'lucide-react/icons/send-horizontal';
import { api } from '../../api/api.ts';
import type { ListWebhookDeliveriesApiArg, WebhookDelivery } from '../../api/api.ts';
import { StateAndRoom } from '../../parts/filters/state-and-room.tsx';
import { useSheet } from '../../parts/sheet/use-sheet.ts';
import { EmptyState } from '../../parts/states/empty-state.tsx';
import type { Column } from '../../parts/table/data-table.tsx';
import { PagedTable } from '../../parts/table/paged-table.tsx';
import { useConsoleText } from '../../text/use-console-text.tsx';
import { DeliverySheet } from './delivery-sheet.tsx';
import styles from './webhooks.module.css';

const statuses = ['pending', 'delivered', 'failed'] as const;

function useDeliveryQuery(): ListWebhookDeliveriesApiArg {
  const [search] = useSearchParams();
  const status = statuses.find((one) => one === search.get('status'));
  const roomId = search.get('roomId');
  const cursor = search.get('cursor');
  return { ...(status ? { status } : {}), ...(roomId ? { roomId } : {}), ...(cursor ? { cursor } : {}) };
}

/** What was sent, is being sent, and was given up. */
export function Deliveries() {
  const { t } = useConsoleText();
  const sheet = useSheet('delivery');
  const query = useDeliveryQuery();
  const list = api.useListWebhookDeliveriesQuery(query, {
    pollingInterval: 5000,
    skipPollingIfUnfocused: true,
  });
  return (
    <div className={styles['stack']}>
      <StateAndRoom
        label={t('webhooks.filters')}
        states={statuses}
        wordOf={(status) => t(`webhooks.statuses.${status}`)}
      />
      <PagedTable
        label={t('webhooks.deliveries')}
        columns={useDeliveryColumns(sheet.open)}
        rowKey={({ id }) => id}
        list={list}
        empty={
          <EmptyState Icon={SendIcon} what={t('webhooks.noDeliveries')} todo={t('webhooks.noDeliveriesDo')} />
        }
      />
      <DeliverySheet deliveryId={sheet.value} onClose={sheet.close} onReplayed={sheet.open} />
    </div>
  );
}

const tones = { pending: 'warning', delivered: 'good', failed: 'danger' } as const;

function useDeliveryColumns(open: (id: string) => void): readonly Column<WebhookDelivery>[] {
  const { t, formats } = useConsoleText();
  return useMemo(
    () => [
      {
        key: 'type',
        header: t('webhooks.type'),
        isName: true,
        cell: ({ id, type }) => (
          <button type="button" className={styles['open']} onClick={() => open(id)}>
            {type}
          </button>
        ),
      },
      {
        key: 'status',
        header: t('webhooks.state'),
        cell: ({ status }) => <Badge tone={tones[status]}>{t(`webhooks.statuses.${status}`)}</Badge>,
      },
      {
        key: 'answer',
        header: t('webhooks.answer'),
        show: 'wide',
        cell: ({ lastAttempt }) => lastAttempt?.status ?? lastAttempt?.failure ?? '–',
      },
      {
        key: 'attempts',
        header: t('webhooks.attempts'),
        show: 'wide',
        align: 'end',
        cell: ({ attempts }) => formats.number(attempts),
      },
      {
        key: 'createdAt',
        header: t('audit.at'),
        align: 'end',
        cell: ({ createdAt }) => <time dateTime={createdAt}>{formats.dateTime(createdAt)}</time>,
      },
    ],
    [t, formats, open],
  );
}
