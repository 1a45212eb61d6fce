import { Checkbox, Radio, TextInput } from '@mantine/core';
import { apiKeyScopes, limits } from '@cloudmeet/contracts';
import type { ApiKeyScope } from '@cloudmeet/contracts';
import type { ApiKey } from '../../api/api.ts';
import type { ApiProblem } from '../../api/problem.ts';
import { useConsoleText } from '../../text/use-console-text.tsx';
import styles from './api-keys.module.css';

export interface KeyDraft {
  name: string;
  kind: ApiKey['kind'];
  /** Null: all that a key may do. */
  scopes: readonly ApiKeyScope[] | null;
}

export interface KeyFieldsProps {
  draft: KeyDraft;
  onChange: (draft: KeyDraft) => void;
  problem: ApiProblem | undefined;
}

/** What a key is called, whether its rooms are test rooms, and what it may do. */
export function KeyFields({ draft, onChange, problem }: KeyFieldsProps) {
  const { t } = useConsoleText();
  return (
    <>
      <TextInput
        label={t('keys.name')}
        placeholder={t('keys.namePlaceholder')}
        value={draft.name}
        maxLength={limits.nameLength}
        onChange={({ currentTarget }) => onChange({ ...draft, name: currentTarget.value })}
        error={problem?.fields['/name']}
        data-autofocus
      />
      <Radio.Group
        label={t('keys.kind')}
        value={draft.kind}
        onChange={(value) => onChange({ ...draft, kind: value === 'live' ? 'live' : 'test' })}
      >
        <div className={styles['choices']}>
          <Radio value="test" label={t('keys.kinds.test')} description={t('keys.testHint')} />
          <Radio value="live" label={t('keys.kinds.live')} description={t('keys.liveHint')} />
        </div>
      </Radio.Group>
      <Scopes
        scopes={draft.scopes}
        onChange={(scopes) => onChange({ ...draft, scopes })}
        error={problem?.fields['/scopes']}
      />
    </>
  );
}

const resources = [...new Set(apiKeyScopes.map((scope) => scope.split(':')[0] ?? scope))];
const isScope = (text: string): text is ApiKeyScope => apiKeyScopes.some((scope) => scope === text);

interface ScopesProps {
  scopes: KeyDraft['scopes'];
  onChange: (scopes: KeyDraft['scopes']) => void;
  error: string | undefined;
}

function Scopes({ scopes, onChange, error }: ScopesProps) {
  const { t } = useConsoleText();
  return (
    <div>
      <Radio.Group
        label={t('keys.scopes')}
        value={scopes === null ? 'all' : 'some'}
        onChange={(value) => onChange(value === 'all' ? null : ['rooms:write', 'tokens:write'])}
      >
        <div className={styles['choices']}>
          <Radio value="all" label={t('keys.scopesAll')} />
          <Radio value="some" label={t('keys.scopesSome')} description={t('keys.scopesHint')} />
        </div>
      </Radio.Group>
      {scopes === null ? null : (
        <Checkbox.Group
          aria-label={t('keys.scopes')}
          value={[...scopes]}
          onChange={(values) => onChange(values.filter(isScope))}
          error={error ?? (scopes.length === 0 ? t('keys.scopesNone') : undefined)}
        >
          <ul className={styles['scopes']}>
            {resources.map((resource) => (
              <li key={resource}>
                <code>{resource}</code>
                {(['read', 'write'] as const).map((way) => {
                  const scope = `${resource}:${way}`;
                  return (
                    <span key={way}>
                      {isScope(scope) ? (
                        <Checkbox value={scope} label={t(`keys.${way}`)} aria-label={scope} />
                      ) : null}
                    </span>
                  );
                })}
              </li>
            ))}
          </ul>
        </Checkbox.Group>
      )}
    </div>
  );
}
