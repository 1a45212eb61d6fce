import { useState } from 'react';
import { Button } from '@mantine/core';
import { webhookTypes } from '@cloudmeet/contracts';
import { api } from '../../api/api.ts';
import { asProblem } from '../../api/problem.ts';
import { useRequestKey } from '../../api/use-request-key.ts';
import { CopyField } from '../../parts/copy/copy-field.tsx';
import { Form } from '../../parts/form/form.tsx';
import { Sheet } from '../../parts/sheet/sheet.tsx';
import { useConsoleText } from '../../text/use-console-text.tsx';
import { EndpointFields } from './endpoint-fields.tsx';
import type { EndpointDraft } from './endpoint-fields.tsx';

/** A new endpoint beside the list; its secret is shown once. */
export function CreateEndpointSheet({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useConsoleText();
  return (
    <Sheet opened={opened} title={t('webhooks.create')} onClose={onClose}>
      <CreateEndpoint onClose={onClose} />
    </Sheet>
  );
}

function CreateEndpoint({ onClose }: { onClose: () => void }) {
  const { t } = useConsoleText();
  const [draft, setDraft] = useState<EndpointDraft>({ url: '', description: '', types: webhookTypes });
  const [create, { data, error, isLoading }] = api.useCreateWebhookEndpointMutation();
  const requestKey = useRequestKey(draft);
  const problem = asProblem(error);
  if (data)
    return (
      <>
        <CopyField label={t('webhooks.secret')} value={data.secret} />
        <output>{t('webhooks.secretOnce')}</output>
        <Button variant="filled" onClick={onClose}>
          {t('keys.stored')}
        </Button>
      </>
    );
  const description = draft.description.trim();
  const body = {
    url: draft.url.trim(),
    types: [...draft.types],
    ...(description === '' ? {} : { description }),
  };
  return (
    <Form
      problem={problem}
      submitLabel={t('webhooks.create')}
      isBusy={isLoading}
      isResting={body.url === '' || body.types.length === 0}
      onSubmit={() => void create({ 'Idempotency-Key': requestKey, createWebhookEndpoint: body })}
      onCancel={onClose}
    >
      <EndpointFields draft={draft} onChange={setDraft} problem={problem} />
    </Form>
  );
}
