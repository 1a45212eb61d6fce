import { useState } from 'react';
import { TextInput } from '@mantine/core';
import { api } from '../../api/api.ts';
import type { Me } from '../../api/api.ts';
import { asProblem } from '../../api/problem.ts';
import { useNotify } from '../../notices/use-notify.ts';
import { Card } from '../../parts/form/card.tsx';
import { Form } from '../../parts/form/form.tsx';
import { useConsoleText } from '../../text/use-console-text.tsx';

export function NameCard({ me }: { me: Me }) {
  const { t } = useConsoleText();
  const [name, setName] = useState(me.name);
  const [update, { error, isLoading }] = api.useUpdateMeMutation();
  const notify = useNotify();
  const problem = asProblem(error);
  const submit = async () => {
    const answer = await update({ updateMe: { name: name.trim() } });
    if (!answer.error) notify(t('settings.saved'));
  };
  return (
    <Card title={t('account.you')}>
      <Form
        problem={problem}
        submitLabel={t('action.save')}
        isBusy={isLoading}
        isResting={name.trim() === '' || name.trim() === me.name}
        onSubmit={() => void submit()}
      >
        <TextInput
          label={t('signUp.name')}
          autoComplete="name"
          maxLength={80}
          value={name}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
          error={problem?.fields['/name']}
        />
      </Form>
    </Card>
  );
}
