import { useEffect, useState } from 'react';
import { TextInput } from '@mantine/core';
import { useNavigate } from 'react-router';
import { api } from '../../api/api.ts';
import type { InvitationOffer } from '../../api/api.ts';
import { asProblem } from '../../api/problem.ts';
import { Form } from '../../parts/form/form.tsx';
import { ProblemState } from '../../parts/states/problem-state.tsx';
import type { AccessGrant } from '../../session/credentials.ts';
import { useTakeGrant } from '../../session/use-sign-in.ts';
import { Opening } from '../../shell/opening.tsx';
import { useConsoleText } from '../../text/use-console-text.tsx';
import { PasswordField } from './account-fields.tsx';
import { DoorPage } from './door-page.tsx';
import { MfaStep } from './mfa-step.tsx';
import { useFragment } from './use-fragment.ts';

/** Where the link of an invitation leads: what is offered, and how to take it up. */
export default function InvitationPage() {
  const { t } = useConsoleText();
  const token = useFragment().get('token') ?? '';
  const [inspect, { data: offer, error }] = api.useInspectInvitationMutation();
  useEffect(() => {
    void inspect({ inspectInvitation: { token: token || '-' } });
  }, [inspect, token]);
  const problem = asProblem(error);
  if (offer) return <Accept token={token} offer={offer} />;
  if (!problem) return <Opening />;
  return (
    <DoorPage title={t('invitation.title')}>
      <ProblemState problem={problem} />
    </DoorPage>
  );
}

/** Takes what was granted and leaves this page: nobody else does, because it is shown to people who are signed in too. */
function useEnter(): (grant: AccessGrant) => void {
  const take = useTakeGrant();
  const navigate = useNavigate();
  return (grant) => {
    take(grant);
    void navigate('/', { replace: true });
  };
}

function Accept({ token, offer }: { token: string; offer: InvitationOffer }) {
  const { t } = useConsoleText();
  const [draft, setDraft] = useState({ name: '', password: '' });
  const [challenge, setChallenge] = useState<string>();
  const [accept, { error, isLoading }] = api.useAcceptInvitationMutation();
  const enter = useEnter();
  const problem = asProblem(error);
  const { accountExists, tenantName, email, role } = offer;
  const submit = async () => {
    const named = accountExists ? {} : { name: draft.name.trim() };
    const { data } = await accept({ acceptInvitation: { token, password: draft.password, ...named } });
    if (data?.status === 'signed-in') enter(data);
    else if (data) setChallenge(data.challenge);
  };
  if (challenge !== undefined)
    return <MfaStep challenge={challenge} onBack={() => setChallenge(undefined)} onGrant={enter} />;
  return (
    <DoorPage
      title={t('invitation.join', { tenant: tenantName })}
      lead={t('invitation.lead', { email, role: t(`memberRole.${role}`) })}
    >
      <Form
        problem={problem}
        submitLabel={t('invitation.accept')}
        isBusy={isLoading}
        isResting={draft.password === '' || (!accountExists && draft.name.trim() === '')}
        isWide
        onSubmit={() => void submit()}
      >
        {accountExists ? null : (
          <TextInput
            label={t('signUp.name')}
            autoComplete="name"
            maxLength={80}
            value={draft.name}
            onChange={({ currentTarget }) => setDraft({ ...draft, name: currentTarget.value })}
            error={problem?.fields['/name']}
          />
        )}
        <PasswordField
          label={accountExists ? t('invitation.yourPassword') : t('signIn.password')}
          value={draft.password}
          isNew={!accountExists}
          error={problem?.fields['/password']}
          onChange={(password) => setDraft({ ...draft, password })}
        />
      </Form>
    </DoorPage>
  );
}
