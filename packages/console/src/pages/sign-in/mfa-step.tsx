import { useState } from 'react';
import { Button, TextInput } from '@mantine/core';
import { api } from '../../api/api.ts';
import { asProblem } from '../../api/problem.ts';
import { Form } from '../../parts/form/form.tsx';
import type { AccessGrant } from '../../session/credentials.ts';
import { useConsoleText } from '../../text/use-console-text.tsx';
import { DoorPage } from './door-page.tsx';

interface MfaStepProps {
  challenge: string;
  onBack: () => void;
  onGrant: (grant: AccessGrant) => void;
}

/** Six digits of the authenticator app. */
export function MfaStep({ challenge, onBack, onGrant }: MfaStepProps) {
  const { t } = useConsoleText();
  const [code, setCode] = useState('');
  const [answer, { error, isLoading }] = api.useAnswerMfaMutation();
  const submit = async () => {
    const { data } = await answer({ answerMfa: { challenge, code } });
    if (data) onGrant(data);
  };
  return (
    <DoorPage
      title={t('mfa.title')}
      lead={t('mfa.lead')}
      foot={
        <Button variant="subtle" onClick={onBack}>
          {t('mfa.back')}
        </Button>
      }
    >
      <Form
        problem={asProblem(error)}
        submitLabel={t('signIn.submit')}
        isBusy={isLoading}
        isResting={!/^\d{6}$/.test(code)}
        isWide
        onSubmit={() => void submit()}
      >
        <TextInput
          label={t('mfa.code')}
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={6}
          value={code}
          onChange={({ currentTarget }) => setCode(currentTarget.value.replaceAll(/\D/g, ''))}
          data-autofocus
        />
      </Form>
    </DoorPage>
  );
}
