import { useState } from 'react';
import { TextInput } from '@mantine/core';
import { Link, useLocation } from 'react-router';
import { api } from '../../api/api.ts';
import { asProblem } from '../../api/problem.ts';
import { Form } from '../../parts/form/form.tsx';
import { useTakeGrant } from '../../session/use-sign-in.ts';
import { useConsoleText } from '../../text/use-console-text.tsx';
import { AccountFields } from './account-fields.tsx';
import { DoorPage } from './door-page.tsx';

const nobody = { email: '', password: '', name: '', tenantName: '' };

/** A new account, and the tenant that it owns. */
export default function SignUpPage() {
  const { t } = useConsoleText();
  const { search } = useLocation();
  const [draft, setDraft] = useState(nobody);
  const [signUp, { error, isLoading }] = api.useSignUpMutation();
  const take = useTakeGrant();
  const problem = asProblem(error);
  const submit = async () => {
    const { data } = await signUp({ signUp: { ...draft, email: draft.email.trim() } });
    if (data) take(data);
  };
  return (
    <DoorPage
      title={t('signUp.title')}
      lead={t('signUp.lead')}
      foot={
        <>
          {t('signUp.haveAccount')} <Link to={`/sign-in${search}`}>{t('signIn.submit')}</Link>
        </>
      }
    >
      <Form
        problem={problem}
        submitLabel={t('signUp.submit')}
        isBusy={isLoading}
        isResting={Object.values(draft).some((value) => value.trim() === '')}
        isWide
        onSubmit={() => void submit()}
      >
        <SignUpFields draft={draft} problem={problem} onChange={setDraft} />
      </Form>
    </DoorPage>
  );
}

interface SignUpFieldsProps {
  draft: typeof nobody;
  problem: ReturnType<typeof asProblem>;
  onChange: (draft: typeof nobody) => void;
}

function SignUpFields({ draft, problem, onChange }: SignUpFieldsProps) {
  const { t } = useConsoleText();
  return (
    <>
      <TextInput
        label={t('signUp.name')}
        autoComplete="name"
        maxLength={80}
        value={draft.name}
        onChange={({ currentTarget }) => onChange({ ...draft, name: currentTarget.value })}
        error={problem?.fields['/name']}
      />
      <TextInput
        label={t('signUp.tenant')}
        description={t('settings.nameHint')}
        autoComplete="organization"
        maxLength={80}
        value={draft.tenantName}
        onChange={({ currentTarget }) => onChange({ ...draft, tenantName: currentTarget.value })}
        error={problem?.fields['/tenantName']}
      />
      <AccountFields
        email={draft.email}
        password={draft.password}
        passwordIs="new"
        errors={{ email: problem?.fields['/email'], password: problem?.fields['/password'] }}
        onChange={(account) => onChange({ ...draft, ...account })}
      />
    </>
  );
}
