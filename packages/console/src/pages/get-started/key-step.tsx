import { Button } from '@mantine/core';
import { Link } from 'react-router';
import { api } from '../../api/api.ts';
import { asProblem } from '../../api/problem.ts';
import { CopyField } from '../../parts/copy/copy-field.tsx';
import { ProblemNotice } from '../../parts/states/problem-notice.tsx';
import { useMayDo } from '../../session/use-may-do.ts';
import { useConsoleText } from '../../text/use-console-text.tsx';
import styles from './get-started.module.css';

/** A test key, made here and shown once. */
export function KeyStep() {
  const { t } = useConsoleText();
  const mayDo = useMayDo();
  const { data: keys } = api.useListApiKeysQuery({ limit: 1 });
  const [create, { data, error, isLoading }] = api.useCreateApiKeyMutation();
  if (data)
    return (
      <>
        <CopyField label={t('getStarted.key')} value={data.key} />
        <output className={styles['small']}>{t('keys.shownOnce')}</output>
      </>
    );
  const hasKey = Boolean(keys?.data.length);
  return (
    <>
      <p className={styles['muted']}>
        {t(hasKey ? 'getStarted.haveKey' : 'getStarted.noKey')}{' '}
        <Link to="/api-keys">{t('getStarted.allKeys')}</Link>
      </p>
      {mayDo('createApiKey') ? (
        <div>
          <Button
            variant={hasKey ? 'default' : 'filled'}
            loading={isLoading}
            onClick={() => void create({ createApiKey: { kind: 'test', name: t('getStarted.keyName') } })}
          >
            {t(hasKey ? 'getStarted.anotherKey' : 'getStarted.createKey')}
          </Button>
        </div>
      ) : null}
      <ProblemNotice problem={asProblem(error)} />
    </>
  );
}
