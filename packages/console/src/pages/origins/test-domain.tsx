import { useState } from 'react';
import { Button, TextInput } from '@mantine/core';
import { CheckIcon, WarningIcon } from '@cloudmeet/ui';
import { api } from '../../api/api.ts';
import { asProblem } from '../../api/problem.ts';
import { Card } from '../../parts/form/card.tsx';
import { ProblemNotice } from '../../parts/states/problem-notice.tsx';
import { useConsoleText } from '../../text/use-console-text.tsx';
import { judgeDomain } from './judge-domain.ts';
import type { DomainVerdict } from './judge-domain.ts';
import styles from './origins.module.css';

/** Test my domain: whether a page at this address may show a room, and if not, what is in the way. */
export function TestDomain() {
  const { t } = useConsoleText();
  const [typed, setTyped] = useState('');
  const [verdict, setVerdict] = useState<DomainVerdict>();
  const { data, error } = api.useListAllowedOriginsQuery({ limit: 100 });
  const judge = () => setVerdict(judgeDomain(typed, data?.data.map(({ origin }) => origin) ?? []));
  return (
    <Card title={t('testDomain.title')}>
      <p className={styles['muted']}>{t('testDomain.lead')}</p>
      <form
        className={styles['add']}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          judge();
        }}
      >
        <TextInput
          className={styles['field'] ?? ''}
          label={t('testDomain.address')}
          placeholder="https://app.example.com/meeting/42"
          value={typed}
          spellCheck={false}
          onChange={({ currentTarget }) => {
            setTyped(currentTarget.value);
            setVerdict(undefined);
          }}
        />
        <Button className={styles['button'] ?? ''} type="submit" disabled={!data}>
          {t('testDomain.test')}
        </Button>
      </form>
      <ProblemNotice problem={asProblem(error)} />
      <div aria-live="polite">{verdict ? <Verdict verdict={verdict} /> : null}</div>
    </Card>
  );
}

function Verdict({ verdict }: { verdict: DomainVerdict }) {
  const { t } = useConsoleText();
  const origin = 'origin' in verdict ? verdict.origin : '';
  const words = {
    allowed: t('testDomain.allowed', { origin }),
    'not-allowed': t('testDomain.notAllowed', { origin }),
    'not-secure': t('testDomain.notSecure', { origin }),
    'no-address': t('testDomain.noAddress'),
  }[verdict.kind];
  const isAllowed = verdict.kind === 'allowed';
  return (
    <div className={styles['verdict']} data-allowed={isAllowed}>
      {isAllowed ? <CheckIcon aria-hidden="true" /> : <WarningIcon aria-hidden="true" />}
      <p>
        {words}
        {verdict.kind === 'not-allowed' && verdict.near
          ? ` ${t('testDomain.near', { near: verdict.near })}`
          : null}
      </p>
    </div>
  );
}
