import { Button } from '@mantine/core';
import { api } from '../../api/api.ts';
import type { WebhookDeliveryWithBody } from '../../api/api.ts';
import { asProblem } from '../../api/problem.ts';
import { useNotify } from '../../notices/use-notify.ts';
import { JsonView } from '../../parts/code/json-view.tsx';
import { CopyId } from '../../parts/copy/copy-id.tsx';
import { Facts } from '../../parts/figures/facts.tsx';
import { Sheet } from '../../parts/sheet/sheet.tsx';
import { ProblemNotice } from '../../parts/states/problem-notice.tsx';
import { ProblemState } from '../../parts/states/problem-state.tsx';
import { useMayDo } from '../../session/use-may-do.ts';
import { useConsoleText } from '../../text/use-console-text.tsx';

interface DeliverySheetProps {
  deliveryId: string | null;
  onClose: () => void;
  onReplayed: (deliveryId: string) => void;
}

/** One delivery with what it posts, and sending it again. */
export function DeliverySheet({ deliveryId, onClose, onReplayed }: DeliverySheetProps) {
  const { t } = useConsoleText();
  const { currentData, error, refetch } = api.useGetWebhookDeliveryQuery(
    { deliveryId: deliveryId ?? '' },
    { skip: deliveryId === null, pollingInterval: 5000, skipPollingIfUnfocused: true },
  );
  const problem = asProblem(error);
  return (
    <Sheet opened={deliveryId !== null} title={currentData?.type ?? t('webhooks.delivery')} onClose={onClose}>
      {currentData ? <Delivery delivery={currentData} onReplayed={onReplayed} /> : null}
      {problem && !currentData ? <ProblemState problem={problem} onRetry={() => void refetch()} /> : null}
    </Sheet>
  );
}

/** JSON as one reads it; what is none stays as it is. */
function readable(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    // shown byte for byte instead
    return body;
  }
}

interface DeliveryProps {
  delivery: WebhookDeliveryWithBody;
  onReplayed: (deliveryId: string) => void;
}

function Delivery({ delivery, onReplayed }: DeliveryProps) {
  const { t, formats } = useConsoleText();
  const mayDo = useMayDo();
  const notify = useNotify();
  const [replay, { error, isLoading }] = api.useReplayWebhookDeliveryMutation();
  const { id, webhookId, status, attempts, nextAttemptAt, lastAttempt, body } = delivery;
  const press = async () => {
    const { data } = await replay({ deliveryId: id });
    if (!data) return;
    notify(t('webhooks.replayed'));
    onReplayed(data.id);
  };
  return (
    <>
      <Facts
        facts={[
          { label: t('webhooks.state'), value: t(`webhooks.statuses.${status}`) },
          { label: t('webhooks.attempts'), value: formats.number(attempts) },
          {
            label: t('webhooks.answer'),
            value: lastAttempt
              ? `${String(lastAttempt.status ?? lastAttempt.failure ?? '–')}, ${formats.dateTime(lastAttempt.at)}`
              : '–',
          },
          ...(nextAttemptAt === null
            ? []
            : [{ label: t('webhooks.next'), value: formats.dateTime(nextAttemptAt) }]),
          { label: t('webhooks.delivery'), value: <CopyId value={id} label={t('webhooks.delivery')} /> },
          { label: 'webhook-id', value: <CopyId value={webhookId} label="webhook-id" /> },
        ]}
      />
      <JsonView label={t('webhooks.body')} text={readable(body)} />
      <ProblemNotice problem={asProblem(error)} />
      {mayDo('replayWebhookDelivery') ? (
        <div>
          <Button loading={isLoading} onClick={() => void press()}>
            {t('webhooks.replay')}
          </Button>
        </div>
      ) : null}
    </>
  );
}
