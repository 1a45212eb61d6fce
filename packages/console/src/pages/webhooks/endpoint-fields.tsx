import { Button, Checkbox, TextInput } from '@mantine/core';
import { webhookTypes } from '@cloudmeet/contracts';
import type { WebhookType } from '@cloudmeet/contracts';
import type { ApiProblem } from '../../api/problem.ts';
import { useConsoleText } from '../../text/use-console-text.tsx';
import styles from './webhooks.module.css';

export interface EndpointDraft {
  url: string;
  description: string;
  types: readonly WebhookType[];
}

export interface EndpointFieldsProps {
  draft: EndpointDraft;
  onChange: (draft: EndpointDraft) => void;
  problem: ApiProblem | undefined;
}

/** Where an endpoint is, and what it hears. */
export function EndpointFields({ draft, onChange, problem }: EndpointFieldsProps) {
  const { t } = useConsoleText();
  const isAll = draft.types.length === webhookTypes.length;
  const isWanted = (text: string): text is WebhookType => webhookTypes.some((type) => type === text);
  return (
    <>
      <TextInput
        label={t('webhooks.url')}
        placeholder="https://example.com/webhooks"
        type="url"
        value={draft.url}
        spellCheck={false}
        maxLength={2048}
        onChange={({ currentTarget }) => onChange({ ...draft, url: currentTarget.value })}
        error={problem?.fields['/url']}
        data-autofocus
      />
      <TextInput
        label={t('webhooks.description')}
        value={draft.description}
        maxLength={120}
        onChange={({ currentTarget }) => onChange({ ...draft, description: currentTarget.value })}
        error={problem?.fields['/description']}
      />
      <Checkbox.Group
        label={t('webhooks.types')}
        value={[...draft.types]}
        onChange={(types) => onChange({ ...draft, types: types.filter(isWanted) })}
        error={problem?.fields['/types']}
      >
        <div className={styles['types']}>
          {webhookTypes.map((type) => (
            <Checkbox key={type} value={type} label={<code>{type}</code>} />
          ))}
        </div>
      </Checkbox.Group>
      <div>
        <Button
          size="xs"
          variant="subtle"
          onClick={() => onChange({ ...draft, types: isAll ? [] : webhookTypes })}
        >
          {t(isAll ? 'webhooks.noTypes' : 'webhooks.allTypes')}
        </Button>
      </div>
    </>
  );
}
