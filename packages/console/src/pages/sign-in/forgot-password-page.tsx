import { useState } from 'react';
import { TextInput } from '@mantine/core';
import { Link } from 'react-router';
import { api } from '../../api/api.ts';
import { asProblem } from '../../api/problem.ts';
import { Form } from '../../parts/form/form.tsx';
import { useConsoleText } from '../../text/use-console-text.tsx';
import { DoorPage } from './door-page.tsx';

/** Asks for a link to a new password. It says the same whether or not there is such an account. */
export default function ForgotPasswordPage() {
  const { t } = useConsoleText();
  const [email, setEmail] = useState('');
  const [request, { error, isLoading, isSuccess }] = api.useRequestPasswordResetMutation();
  const back = <Link to="/sign-in">{t('forgot.back')}</Link>;
  if (isSuccess)
    return (
      <DoorPage title={t('forgot.sent')} foot={back}>
        <p>{t('forgot.sentWhat', { email })}</p>
      </DoorPage>
    );
  return (
    <DoorPage title={t('forgot.title')} lead={t('forgot.lead')} foot={back}>
      <Form
        problem={asProblem(error)}
        submitLabel={t('forgot.submit')}
        isBusy={isLoading}
        isResting={email.trim() === ''}
        isWide
        onSubmit={() => void request({ requestPasswordReset: { email: email.trim() } })}
      >
        <TextInput
          label={t('signIn.email')}
          type="email"
          autoComplete="username"
          value={email}
          onChange={({ currentTarget }) => setEmail(currentTarget.value)}
        />
      </Form>
    </DoorPage>
  );
}
