import { useState } from 'react';
import { changedPolicies } from '@cloudmeet/contracts';
import { api } from '../../api/api.ts';
import type { Policies } from '../../api/api.ts';
import { asProblem } from '../../api/problem.ts';
import { useNotify } from '../../notices/use-notify.ts';
import { ConfirmByName } from '../../parts/confirm/confirm-by-name.tsx';
import { Card } from '../../parts/form/card.tsx';
import { Form } from '../../parts/form/form.tsx';
import { Page } from '../../parts/page/page.tsx';
import { isNarrower, policiesOfDraft, policyDraftOf } from '../../parts/policies/policy-draft.ts';
import { PolicyFields } from '../../parts/policies/policy-fields.tsx';
import { ProblemState } from '../../parts/states/problem-state.tsx';
import { useMayDo } from '../../session/use-may-do.ts';
import { useMe } from '../../session/use-me.ts';
import { PageSkeleton } from '../../shell/page-skeleton.tsx';
import { useConsoleText } from '../../text/use-console-text.tsx';
import styles from './policies-page.module.css';

/** The most that any room allows. */
export default function PoliciesPage() {
  const { t } = useConsoleText();
  const { data, error, refetch } = api.useGetTenantPoliciesQuery();
  const problem = asProblem(error);
  if (!data && !problem) return <PageSkeleton />;
  return (
    <Page title={t('nav.policies')} lead={t('policies.lead')}>
      {data ? <Editor saved={data} /> : null}
      {problem && !data ? <ProblemState problem={problem} onRetry={() => void refetch()} /> : null}
    </Page>
  );
}

function Editor({ saved }: { saved: Policies }) {
  const { t } = useConsoleText();
  const tenantName = useMe().membership?.tenantName ?? '';
  const mayDo = useMayDo();
  const [draft, setDraft] = useState(policyDraftOf(saved));
  const [asking, setAsking] = useState(false);
  const [update, { error, isLoading }] = api.useUpdateTenantPoliciesMutation();
  const notify = useNotify();
  const problem = asProblem(error);
  const next = policiesOfDraft(draft);
  const isChanged = Object.keys(changedPolicies(saved, next)).length > 0;
  const save = async () => {
    const answer = await update({ policiesInput: next });
    if (answer.error) return;
    setAsking(false);
    notify(t('policies.saved'));
  };
  return (
    <div className={styles['narrow']}>
      <Card title={t('policies.all')}>
        <Form
          problem={asking ? undefined : problem}
          submitLabel={t('action.save')}
          isBusy={isLoading}
          isResting={!isChanged || !mayDo('updateTenantPolicies')}
          onSubmit={() => (isNarrower(saved, next) ? setAsking(true) : void save())}
          {...(isChanged
            ? { onCancel: () => setDraft(policyDraftOf(saved)), cancelLabel: t('action.discard') }
            : {})}
        >
          <fieldset className={styles['fields']} disabled={!mayDo('updateTenantPolicies')}>
            <PolicyFields draft={draft} onChange={setDraft} />
          </fieldset>
        </Form>
      </Card>
      <ConfirmByName
        opened={asking}
        title={t('policies.narrowTitle')}
        consequence={t('policies.narrowWhat')}
        name={tenantName}
        confirmLabel={t('policies.narrow')}
        isBusy={isLoading}
        problem={problem}
        onConfirm={() => void save()}
        onClose={() => setAsking(false)}
      />
    </div>
  );
}
