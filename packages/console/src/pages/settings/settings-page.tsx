import { useState } from 'react';
import { TextInput } from '@mantine/core';
import { limits } from '@cloudmeet/contracts';
import { api } from '../../api/api.ts';
import type { Tenant } from '../../api/api.ts';
import { asProblem } from '../../api/problem.ts';
import { useNotify } from '../../notices/use-notify.ts';
import { CopyId } from '../../parts/copy/copy-id.tsx';
import { Card } from '../../parts/form/card.tsx';
import { Form } from '../../parts/form/form.tsx';
import { Page } from '../../parts/page/page.tsx';
import { ProblemState } from '../../parts/states/problem-state.tsx';
import { PageSkeleton } from '../../shell/page-skeleton.tsx';
import { useConsoleText } from '../../text/use-console-text.tsx';

/** The tenant itself. */
export default function SettingsPage() {
  const { t } = useConsoleText();
  const { data, error, refetch } = api.useGetTenantQuery();
  const problem = asProblem(error);
  if (!data && !problem) return <PageSkeleton />;
  return (
    <Page title={t('nav.general')}>
      {data ? <Rename tenant={data} /> : null}
      {problem && !data ? <ProblemState problem={problem} onRetry={() => void refetch()} /> : null}
    </Page>
  );
}

function Rename({ tenant }: { tenant: Tenant }) {
  const { t, formats } = useConsoleText();
  const [name, setName] = useState(tenant.name);
  const [update, { error, isLoading }] = api.useUpdateTenantMutation();
  const notify = useNotify();
  const problem = asProblem(error);
  const submit = async () => {
    const answer = await update({ updateTenant: { name: name.trim() } });
    if (!answer.error) notify(t('settings.saved'));
  };
  return (
    <div style={{ maxInlineSize: 640 }}>
      <Card title={t('settings.tenant')}>
        <Form
          problem={problem}
          submitLabel={t('action.save')}
          isBusy={isLoading}
          isResting={name.trim() === '' || name.trim() === tenant.name}
          onSubmit={() => void submit()}
        >
          <TextInput
            label={t('settings.name')}
            description={t('settings.nameHint')}
            value={name}
            maxLength={limits.nameLength}
            onChange={({ currentTarget }) => setName(currentTarget.value)}
            error={problem?.fields['/name']}
          />
        </Form>
        <p>
          <CopyId value={tenant.id} label={t('settings.id')} /> ·{' '}
          {t('settings.since', { date: formats.date(tenant.createdAt) })}
        </p>
      </Card>
    </div>
  );
}
