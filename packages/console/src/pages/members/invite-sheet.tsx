import { useState } from 'react';
import { Button, Radio, TextInput } from '@mantine/core';
import { maySetRole, memberRoles } from '@cloudmeet/contracts';
import type { MemberRole } from '@cloudmeet/contracts';
import { api } from '../../api/api.ts';
import { asProblem } from '../../api/problem.ts';
import { CopyField } from '../../parts/copy/copy-field.tsx';
import { Form } from '../../parts/form/form.tsx';
import { Sheet } from '../../parts/sheet/sheet.tsx';
import { useMe } from '../../session/use-me.ts';
import { useConsoleText } from '../../text/use-console-text.tsx';
import styles from './members.module.css';

/** An invitation: for whom, as what, and the link that they get. */
export function InviteSheet({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useConsoleText();
  return (
    <Sheet opened={opened} title={t('members.invite')} onClose={onClose}>
      <Invite onClose={onClose} />
    </Sheet>
  );
}

function Invite({ onClose }: { onClose: () => void }) {
  const { t } = useConsoleText();
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<MemberRole>('developer');
  const [invite, { data, error, isLoading }] = api.useInviteMemberMutation();
  const problem = asProblem(error);
  if (data)
    return (
      <>
        <p>{t('members.invited', { email: data.email })}</p>
        <CopyField label={t('members.link')} value={data.link} />
        <output className={styles['small']}>{t('members.linkOnce')}</output>
        <Button variant="filled" onClick={onClose}>
          {t('action.close')}
        </Button>
      </>
    );
  return (
    <Form
      problem={problem}
      submitLabel={t('members.makeLink')}
      isBusy={isLoading}
      isResting={email.trim() === ''}
      onSubmit={() => void invite({ inviteMember: { email: email.trim(), role } })}
      onCancel={onClose}
    >
      <TextInput
        label={t('signIn.email')}
        type="email"
        value={email}
        onChange={({ currentTarget }) => setEmail(currentTarget.value)}
        error={problem?.fields['/email']}
        data-autofocus
      />
      <RoleChoice role={role} onChange={setRole} />
    </Form>
  );
}

/** The roles that this person may give. */
function RoleChoice({ role, onChange }: { role: MemberRole; onChange: (role: MemberRole) => void }) {
  const { t } = useConsoleText();
  const mine = useMe().membership?.role;
  const roles = memberRoles.filter((to) => mine !== undefined && maySetRole(mine, { to }));
  return (
    <Radio.Group
      label={t('members.role')}
      value={role}
      onChange={(text) => onChange(roles.find((one) => one === text) ?? 'developer')}
    >
      <div className={styles['roles']}>
        {roles.map((one) => (
          <Radio
            key={one}
            value={one}
            label={t(`memberRole.${one}`)}
            description={t(`memberRoleHint.${one}`)}
          />
        ))}
      </div>
    </Radio.Group>
  );
}
