import { useState } from 'react';
import { api } from '../../api/api.ts';
import { asProblem } from '../../api/problem.ts';
import { useNotify } from '../../notices/use-notify.ts';
import { Card } from '../../parts/form/card.tsx';
import { Form } from '../../parts/form/form.tsx';
import { useConsoleText } from '../../text/use-console-text.tsx';
import { PasswordField } from '../sign-in/account-fields.tsx';

const nothing = { currentPassword: '', password: '' };

export function PasswordCard() {
  const { t } = useConsoleText();
  const [draft, setDraft] = useState(nothing);
  const [change, { error, isLoading }] = api.useChangePasswordMutation();
  const notify = useNotify();
  const problem = asProblem(error);
  const submit = async () => {
    const answer = await change({ changePassword: draft });
    if (answer.error) return;
    setDraft(nothing);
    notify(t('account.passwordChanged'));
  };
  return (
    <Card title={t('signIn.password')}>
      <Form
        problem={problem}
        submitLabel={t('account.changePassword')}
        isBusy={isLoading}
        isResting={draft.currentPassword === '' || draft.password === ''}
        onSubmit={() => void submit()}
      >
        <PasswordField
          label={t('account.currentPassword')}
          value={draft.currentPassword}
          isNew={false}
          error={problem?.fields['/currentPassword']}
          onChange={(currentPassword) => setDraft({ ...draft, currentPassword })}
        />
        <PasswordField
          label={t('reset.password')}
          value={draft.password}
          isNew
          error={problem?.fields['/password']}
          onChange={(password) => setDraft({ ...draft, password })}
        />
      </Form>
    </Card>
  );
}
