import { useState } from 'react';
import { Radio } from '@mantine/core';
import { api } from '../../api/api.ts';
import type { ApiKey } from '../../api/api.ts';
import { asProblem } from '../../api/problem.ts';
import { useRequestKey } from '../../api/use-request-key.ts';
import { Form } from '../../parts/form/form.tsx';
import { Sheet } from '../../parts/sheet/sheet.tsx';
import { useConsoleText } from '../../text/use-console-text.tsx';
import styles from './api-keys.module.css';
import { ShownKey } from './shown-key.tsx';

/** A new key in the place of one that works a while longer, so that nothing stands still in between. */
export function RotateKeySheet({ apiKey, onClose }: { apiKey: ApiKey | undefined; onClose: () => void }) {
  const { t } = useConsoleText();
  return (
    <Sheet
      opened={apiKey !== undefined}
      title={t('keys.rotateTitle', { name: apiKey?.name ?? '' })}
      onClose={onClose}
    >
      {apiKey ? <RotateKey apiKey={apiKey} onClose={onClose} /> : null}
    </Sheet>
  );
}

const hourSeconds = 3600;
const overlaps = { none: 0, hour: hourSeconds, day: 24 * hourSeconds, week: 7 * 24 * hourSeconds } as const;
const overlapNames = ['none', 'hour', 'day', 'week'] as const;

function RotateKey({ apiKey, onClose }: { apiKey: ApiKey; onClose: () => void }) {
  const { t } = useConsoleText();
  const [overlap, setOverlap] = useState<keyof typeof overlaps>('day');
  const [rotate, { data, error, isLoading }] = api.useRotateApiKeyMutation();
  const requestKey = useRequestKey({ id: apiKey.id, overlap });
  if (data) return <ShownKey value={data.key} onStored={onClose} />;
  const submit = () =>
    void rotate({
      'Idempotency-Key': requestKey,
      apiKeyId: apiKey.id,
      rotateApiKey: { overlapSeconds: overlaps[overlap] },
    });
  return (
    <Form
      problem={asProblem(error)}
      submitLabel={t('keys.rotate')}
      isBusy={isLoading}
      onSubmit={submit}
      onCancel={onClose}
    >
      <p>{t('keys.rotateWhat')}</p>
      <Radio.Group
        label={t('keys.overlap')}
        value={overlap}
        onChange={(value) => setOverlap(overlapNames.find((name) => name === value) ?? 'day')}
      >
        <div className={styles['choices']}>
          {overlapNames.map((name) => (
            <Radio key={name} value={name} label={t(`keys.overlaps.${name}`)} />
          ))}
        </div>
      </Radio.Group>
    </Form>
  );
}
