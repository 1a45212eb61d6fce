import { useState } from 'react';
import { Button, TextInput } from '@mantine/core';
import { originSchema } from '@cloudmeet/contracts';
import { api } from '../../api/api.ts';
import { asProblem } from '../../api/problem.ts';
import { useNotify } from '../../notices/use-notify.ts';
import { ProblemNotice } from '../../parts/states/problem-notice.tsx';
import { useConsoleText } from '../../text/use-console-text.tsx';
import styles from './origins.module.css';

/** What is wrong with a typed origin, in the words of the contract. */
function faultOf(origin: string): string | undefined {
  const parsed = originSchema.safeParse(origin);
  return parsed.success ? undefined : parsed.error.issues[0]?.message;
}

/** One field for one origin. What is wrong with it is said before it is sent, in the words of the contract. */
export function AddOrigin() {
  const { t } = useConsoleText();
  const [origin, setOrigin] = useState('');
  const [wrong, setWrong] = useState<string>();
  const [add, { error, isLoading, reset }] = api.useAddAllowedOriginMutation();
  const notify = useNotify();
  const problem = asProblem(error);
  const inField = problem?.fields['/origin'];
  const type = (text: string) => {
    setOrigin(text);
    setWrong(undefined);
    reset();
  };
  const submit = async () => {
    const wanted = origin.trim();
    const fault = faultOf(wanted);
    if (fault !== undefined) return setWrong(fault);
    if ((await add({ addAllowedOrigin: { origin: wanted } })).error) return;
    setOrigin('');
    notify(t('origins.added', { origin: wanted }));
  };
  return (
    <form
      className={styles['add']}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <TextInput
        className={styles['field'] ?? ''}
        label={t('origins.origin')}
        description={t('origins.hint')}
        placeholder="https://app.example.com"
        value={origin}
        maxLength={300}
        spellCheck={false}
        autoCapitalize="off"
        onChange={({ currentTarget }) => type(currentTarget.value)}
        error={wrong ?? inField}
      />
      <Button className={styles['button'] ?? ''} type="submit" variant="filled" loading={isLoading}>
        {t('origins.add')}
      </Button>
      {inField === undefined ? <ProblemNotice problem={problem} /> : null}
    </form>
  );
}
