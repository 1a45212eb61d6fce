import { useState } from 'react';
import { Button, Radio, TextInput } from '@mantine/core';
import { limits } from '@cloudmeet/contracts';
import { api } from '../../api/api.ts';
import type { ApiKey } from '../../api/api.ts';
import { asProblem } from '../../api/problem.ts';
import { useRequestKey } from '../../api/use-request-key.ts';
import { CopyField } from '../../parts/copy/copy-field.tsx';
import { Form } from '../../parts/form/form.tsx';
import { Sheet } from '../../parts/sheet/sheet.tsx';
import { useConsoleText } from '../../text/use-console-text.tsx';

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
  const [name, setName] = useState('');
  const [kind, setKind] = useState<ApiKey['kind']>('test');
  const [create, { data, error, isLoading }] = api.useCreateApiKeyMutation();
  const requestKey = useRequestKey({ name, kind });
  const problem = asProblem(error);
  if (data)
    return (
      <>
        <CopyField label={t('keys.key')} value={data.key} />
        <output>{t('keys.shownOnce')}</output>
        <Button variant="filled" onClick={onClose}>
          {t('keys.stored')}
        </Button>
      </>
    );
  const body = { kind, ...(name.trim() === '' ? {} : { name: name.trim() }) };
  return (
    <Form
      problem={problem}
      submitLabel={t('keys.create')}
      isBusy={isLoading}
      onSubmit={() => void create({ 'Idempotency-Key': requestKey, createApiKey: body })}
      onCancel={onClose}
    >
      <TextInput
        label={t('keys.name')}
        placeholder={t('keys.namePlaceholder')}
        value={name}
        maxLength={limits.nameLength}
        onChange={({ currentTarget }) => setName(currentTarget.value)}
        error={problem?.fields['/name']}
        data-autofocus
      />
      <Radio.Group
        label={t('keys.kind')}
        value={kind}
        onChange={(value) => setKind(value === 'live' ? 'live' : 'test')}
      >
        <div style={{ display: 'grid', gap: 12, paddingBlockStart: 8 }}>
          <Radio value="test" label={t('keys.kinds.test')} description={t('keys.testHint')} />
          <Radio value="live" label={t('keys.kinds.live')} description={t('keys.liveHint')} />
        </div>
      </Radio.Group>
    </Form>
  );
}
