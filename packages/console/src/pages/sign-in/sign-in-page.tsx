import { useState } from 'react';
import { Link, useLocation, useSearchParams } from 'react-router';
import { api } from '../../api/api.ts';
import { asProblem } from '../../api/problem.ts';
import { Form } from '../../parts/form/form.tsx';
import { useTakeGrant } from '../../session/use-sign-in.ts';
import { useConsoleText } from '../../text/use-console-text.tsx';
import { AccountFields } from './account-fields.tsx';
import { DoorPage } from './door-page.tsx';
import { MfaStep } from './mfa-step.tsx';

/** E-mail and password, then the code of the authenticator app where somebody has one. */
export default function SignInPage() {
  const take = useTakeGrant();
  const [challenge, setChallenge] = useState<string>();
  return challenge === undefined ? (
    <PasswordStep onChallenge={setChallenge} />
  ) : (
    <MfaStep challenge={challenge} onBack={() => setChallenge(undefined)} onGrant={take} />
  );
}

function PasswordStep({ onChallenge }: { onChallenge: (challenge: string) => void }) {
  const { t } = useConsoleText();
  const { search: query } = useLocation();
  const [account, setAccount] = useState({ email: '', password: '' });
  const [signIn, { error, isLoading }] = api.useSignInMutation();
  const take = useTakeGrant();
  const submit = async () => {
    const { data } = await signIn({ signIn: { ...account, email: account.email.trim() } });
    if (data?.status === 'signed-in') take(data);
    else if (data) onChallenge(data.challenge);
  };
  return (
    <DoorPage
      title={t('signIn.title')}
      lead={useLead()}
      foot={
        <>
          {t('signIn.noAccount')} <Link to={`/sign-up${query}`}>{t('signIn.signUp')}</Link>
        </>
      }
    >
      <Form
        problem={asProblem(error)}
        submitLabel={t('signIn.submit')}
        isBusy={isLoading}
        isResting={account.email.trim() === '' || account.password === ''}
        isWide
        onSubmit={() => void submit()}
      >
        <AccountFields {...account} passwordIs="current" onChange={setAccount} />
        <p>
          <Link to="/forgot-password">{t('signIn.forgot')}</Link>
        </p>
      </Form>
    </DoorPage>
  );
}

/** Why somebody is here who did not ask for it. */
function useLead(): string | undefined {
  const { t } = useConsoleText();
  const [search] = useSearchParams();
  if (search.has('ended')) return t('signIn.ended');
  return search.has('reset') ? t('signIn.wasReset') : undefined;
}
