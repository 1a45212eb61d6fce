import { useMemo } from 'react';
import { NativeSelect } from '@mantine/core';
import { Avatar, Badge } from '@cloudmeet/ui';
import { maySetRole, memberRoles } from '@cloudmeet/contracts';
import { api } from '../../api/api.ts';
import type { Member } from '../../api/api.ts';
import { asProblem } from '../../api/problem.ts';
import { useNotify } from '../../notices/use-notify.ts';
import { problemText } from '../../parts/states/problem-text.ts';
import { actionsColumn } from '../../parts/table/common-columns.tsx';
import type { Column } from '../../parts/table/data-table.tsx';
import { RowDanger } from '../../parts/table/row-danger.tsx';
import { useMe } from '../../session/use-me.ts';
import { useConsoleText } from '../../text/use-console-text.tsx';
import styles from './members.module.css';

export function useMemberColumns(): readonly Column<Member>[] {
  const text = useConsoleText();
  const { t, formats } = text;
  const myId = useMe().me?.id;
  return useMemo(
    () => [
      {
        key: 'name',
        header: t('members.name'),
        isName: true,
        cell: ({ name, userId }) => (
          <span className={styles['person']}>
            <Avatar name={name} size={24} />
            {name} {userId === myId ? <Badge>{t('members.you')}</Badge> : null}
          </span>
        ),
      },
      { key: 'email', header: t('signIn.email'), show: 'wide', cell: ({ email }) => email },
      { key: 'role', header: t('members.role'), cell: (member) => <RoleOf member={member} /> },
      {
        key: 'since',
        header: t('members.since'),
        show: 'wide',
        cell: ({ createdAt }) => <time dateTime={createdAt}>{formats.date(createdAt)}</time>,
      },
      actionsColumn(text, (member) => <RemoveMember member={member} />),
    ],
    [text, t, formats, myId],
  );
}

function RoleOf({ member }: { member: Member }) {
  const { t } = useConsoleText();
  const mine = useMe().membership?.role;
  const [update, { isLoading }] = api.useUpdateMemberMutation();
  const notify = useNotify();
  const roles = memberRoles.filter(
    (to) => to === member.role || (mine !== undefined && maySetRole(mine, { from: member.role, to })),
  );
  if (roles.length < 2) return t(`memberRole.${member.role}`);
  const change = async (text: string) => {
    const role = roles.find((one) => one === text);
    if (role === undefined) return;
    const problem = asProblem((await update({ userId: member.userId, updateMember: { role } })).error);
    if (problem) {
      const { what, todo } = problemText(problem, t);
      notify(`${what} ${todo}`, { tone: 'danger' });
    } else notify(t('members.changed', { name: member.name, role: t(`memberRole.${role}`) }));
  };
  return (
    <NativeSelect
      className={styles['role'] ?? ''}
      aria-label={t('members.roleOf', { name: member.name })}
      value={member.role}
      disabled={isLoading}
      data={roles.map((value) => ({ value, label: t(`memberRole.${value}`) }))}
      onChange={({ currentTarget }) => void change(currentTarget.value)}
    />
  );
}

function RemoveMember({ member: { userId, name, email, role } }: { member: Member }) {
  const { t } = useConsoleText();
  const mine = useMe().membership?.role;
  const [remove, state] = api.useRemoveMemberMutation();
  const notify = useNotify();
  if (mine === undefined || !maySetRole(mine, { from: role })) return null;
  return (
    <RowDanger
      label={t('live.remove')}
      describedLabel={t('members.removeName', { name })}
      title={t('members.removeTitle', { name })}
      consequence={t('members.removeWhat')}
      name={email}
      act={() => remove({ userId })}
      state={state}
      onDone={() => notify(t('members.removed', { name }))}
    />
  );
}
