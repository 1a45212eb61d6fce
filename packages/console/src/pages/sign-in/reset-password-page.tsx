import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { api } from '../../api/api.ts';
import { asProblem } from '../../api/problem.ts';
import { Form } from '../../parts/form/form.tsx';
import { useConsoleText } from '../../text/use-console-text.tsx';
import { PasswordField } from './account-fields.tsx';
import { DoorPage } from './door-page.tsx';
import { useFragment } from './use-fragment.ts';

/** Where the link of a forgotten password leads. */
export default function ResetPasswordPage() {
  const { t } = useConsoleText();
  const fragment = useFragment();
  const navigate = useNavigate();
  const [password, setPassword] = useState('');
  const [reset, { error, isLoading }] = api.useResetPasswordMutation();
  const problem = asProblem(error);
  const email = fragment.get('email') ?? '';
  const code = fragment.get('code') ?? '';
  const submit = async () => {
    const answer = await reset({ resetPassword: { email, code, password } });
    if (!answer.error) await navigate('/sign-in?reset=1', { replace: true });
  };
  const again = <Link to="/forgot-password">{t('reset.again')}</Link>;
  if (email === '' || code === '')
    return (
      <DoorPage title={t('reset.title')} foot={again}>
        <p>{t('reset.noCode')}</p>
      </DoorPage>
    );
  return (
    <DoorPage title={t('reset.title')} lead={email} foot={again}>
      <Form
        problem={problem}
        submitLabel={t('reset.submit')}
        isBusy={isLoading}
        isResting={password === ''}
        isWide
        onSubmit={() => void submit()}
      >
        <PasswordField
          label={t('reset.password')}
          value={password}
          isNew
          error={problem?.fields['/password']}
          onChange={setPassword}
        />
      </Form>
    </DoorPage>
  );
}
