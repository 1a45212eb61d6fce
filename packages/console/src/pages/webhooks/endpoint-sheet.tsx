import { useState } from 'react';
import { Button, Switch } from '@mantine/core';
import { api } from '../../api/api.ts';
import type { WebhookEndpoint } from '../../api/api.ts';
import { asProblem } from '../../api/problem.ts';
import { useNotify } from '../../notices/use-notify.ts';
import { ConfirmByName } from '../../parts/confirm/confirm-by-name.tsx';
import { CopyField } from '../../parts/copy/copy-field.tsx';
import { CopyId } from '../../parts/copy/copy-id.tsx';
import { Facts } from '../../parts/figures/facts.tsx';
import { Form } from '../../parts/form/form.tsx';
import { Sheet } from '../../parts/sheet/sheet.tsx';
import { ProblemNotice } from '../../parts/states/problem-notice.tsx';
import { useMayDo } from '../../session/use-may-do.ts';
import { useConsoleText } from '../../text/use-console-text.tsx';
import { EndpointFields } from './endpoint-fields.tsx';
import type { EndpointDraft } from './endpoint-fields.tsx';
import styles from './webhooks.module.css';

interface EndpointSheetProps {
  endpoint: WebhookEndpoint | undefined;
  onClose: () => void;
}

/** One endpoint: change it, switch it off, rotate its secret, delete it. */
export function EndpointSheet({ endpoint, onClose }: EndpointSheetProps) {
  const { t } = useConsoleText();
  const mayDo = useMayDo();
  return (
    <Sheet opened={endpoint !== undefined} title={t('webhooks.one')} onClose={onClose}>
      {endpoint ? (
        <>
          <Facts facts={[{ label: 'Id', value: <CopyId value={endpoint.id} label="Id" /> }]} />
          {mayDo('updateWebhookEndpoint') ? (
            <>
              <OnOff endpoint={endpoint} />
              <ChangeEndpoint key={endpoint.id} endpoint={endpoint} />
              <RotateSecret endpoint={endpoint} />
              <DeleteEndpoint endpoint={endpoint} onDeleted={onClose} />
            </>
          ) : null}
        </>
      ) : (
        <p>{t('state.loading')}</p>
      )}
    </Sheet>
  );
}

function OnOff({ endpoint }: { endpoint: WebhookEndpoint }) {
  const { t } = useConsoleText();
  const [update, { error, isLoading }] = api.useUpdateWebhookEndpointMutation();
  return (
    <>
      <Switch
        label={t('webhooks.send')}
        description={t('webhooks.sendHint')}
        checked={!endpoint.disabled}
        disabled={isLoading}
        onChange={({ currentTarget }) =>
          void update({
            endpointId: endpoint.id,
            updateWebhookEndpoint: { disabled: !currentTarget.checked },
          })
        }
      />
      <ProblemNotice problem={asProblem(error)} />
    </>
  );
}

function ChangeEndpoint({ endpoint }: { endpoint: WebhookEndpoint }) {
  const { t } = useConsoleText();
  const { url, types } = endpoint;
  const saved: EndpointDraft = { url, types, description: endpoint.description ?? '' };
  const [draft, setDraft] = useState(saved);
  const [update, { error, isLoading }] = api.useUpdateWebhookEndpointMutation();
  const notify = useNotify();
  const problem = asProblem(error);
  const submit = async () => {
    const description = draft.description.trim() === '' ? null : draft.description.trim();
    const body = { url: draft.url.trim(), types: [...draft.types], description };
    const answer = await update({ endpointId: endpoint.id, updateWebhookEndpoint: body });
    if (!answer.error) notify(t('settings.saved'));
  };
  return (
    <Form
      problem={problem}
      submitLabel={t('action.save')}
      isBusy={isLoading}
      isResting={JSON.stringify(draft) === JSON.stringify(saved) || draft.types.length === 0}
      onSubmit={() => void submit()}
    >
      <EndpointFields draft={draft} onChange={setDraft} problem={problem} />
    </Form>
  );
}

function RotateSecret({ endpoint }: { endpoint: WebhookEndpoint }) {
  const { t, formats } = useConsoleText();
  const [rotate, { data, error, isLoading }] = api.useRotateWebhookSecretMutation();
  return (
    <section className={styles['part']}>
      <h3>{t('webhooks.secret')}</h3>
      {data ? (
        <>
          <CopyField label={t('webhooks.secret')} value={data.secret} />
          <output>{t('webhooks.overlap', { time: formats.dateTime(data.previousSecretExpiresAt) })}</output>
        </>
      ) : (
        <>
          <p>{t('webhooks.rotateWhat')}</p>
          <div>
            <Button loading={isLoading} onClick={() => void rotate({ endpointId: endpoint.id })}>
              {t('webhooks.rotate')}
            </Button>
          </div>
        </>
      )}
      <ProblemNotice problem={asProblem(error)} />
    </section>
  );
}

function DeleteEndpoint({ endpoint, onDeleted }: { endpoint: WebhookEndpoint; onDeleted: () => void }) {
  const { t } = useConsoleText();
  const [asking, setAsking] = useState(false);
  const [remove, { error, isLoading }] = api.useDeleteWebhookEndpointMutation();
  const name = new URL(endpoint.url).hostname;
  const confirm = async () => {
    const answer = await remove({ endpointId: endpoint.id });
    if (!answer.error) onDeleted();
  };
  return (
    <section className={styles['part']}>
      <h3>{t('webhooks.delete')}</h3>
      <p>{t('webhooks.deleteWhat')}</p>
      <div>
        <Button color="danger" onClick={() => setAsking(true)}>
          {t('webhooks.delete')}
        </Button>
      </div>
      <ConfirmByName
        opened={asking}
        title={t('webhooks.deleteTitle')}
        consequence={t('webhooks.deleteWhat')}
        name={name}
        confirmLabel={t('webhooks.delete')}
        isBusy={isLoading}
        problem={asProblem(error)}
        onConfirm={() => void confirm()}
        onClose={() => setAsking(false)}
      />
    </section>
  );
}
