import { useState } from 'react';
import { api } from '../../api/api.ts';
import { asProblem } from '../../api/problem.ts';
import { useRequestKey } from '../../api/use-request-key.ts';
import { Form } from '../../parts/form/form.tsx';
import { Sheet } from '../../parts/sheet/sheet.tsx';
import { useConsoleText } from '../../text/use-console-text.tsx';
import { KeyFields } from './key-fields.tsx';
import type { KeyDraft } from './key-fields.tsx';
import { ShownKey } from './shown-key.tsx';

/** A new key beside the list. It is shown once, and the sheet goes only when somebody closes it. */
export function CreateKeySheet({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useConsoleText();
  return (
    <Sheet opened={opened} title={t('keys.create')} onClose={onClose}>
      <CreateKey onClose={onClose} />
    </Sheet>
  );
}

function CreateKey({ onClose }: { onClose: () => void }) {
  const { t } = useConsoleText();
  const [draft, setDraft] = useState<KeyDraft>({ name: '', kind: 'test', scopes: null });
  const [create, { data, error, isLoading }] = api.useCreateApiKeyMutation();
  const requestKey = useRequestKey(draft);
  const problem = asProblem(error);
  if (data) return <ShownKey value={data.key} onStored={onClose} />;
  const name = draft.name.trim();
  const body = {
    kind: draft.kind,
    ...(name === '' ? {} : { name }),
    ...(draft.scopes === null ? {} : { scopes: [...draft.scopes] }),
  };
  return (
    <Form
      problem={problem}
      submitLabel={t('keys.create')}
      isBusy={isLoading}
      isResting={draft.scopes?.length === 0}
      onSubmit={() => void create({ 'Idempotency-Key': requestKey, createApiKey: body })}
      onCancel={onClose}
    >
      <KeyFields draft={draft} onChange={setDraft} problem={problem} />
    </Form>
  );
}
