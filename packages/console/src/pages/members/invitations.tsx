import { useMemo } from 'react';
import { Button } from '@mantine/core';
import MailIcon from 'lucide-react/icons/mail';
import { api } from '../../api/api.ts';
import type { Invitation } from '../../api/api.ts';
import { asProblem } from '../../api/problem.ts';
import { EmptyState } from '../../parts/states/empty-state.tsx';
import { DataTable } from '../../parts/table/data-table.tsx';
import type { Column } from '../../parts/table/data-table.tsx';
import { useConsoleText } from '../../text/use-console-text.tsx';
import styles from './members.module.css';

/** Invitations that nobody has taken up yet. */
export function Invitations() {
  const { t } = useConsoleText();
  const { currentData, error, refetch } = api.useListInvitationsQuery({ limit: 100 });
  return (
    <section className={styles['section']} aria-labelledby="cm-invitations">
      <h2 id="cm-invitations" className={styles['heading']}>
        {t('members.invitations')}
      </h2>
      <DataTable
        label={t('members.invitations')}
        columns={useInvitationColumns()}
        rows={currentData?.data}
        rowKey={({ id }) => id}
        problem={asProblem(error)}
        onRetry={() => void refetch()}
        empty={
          <EmptyState Icon={MailIcon} what={t('members.noInvitations')} todo={t('members.noInvitationsDo')} />
        }
      />
    </section>
  );
}

function useInvitationColumns(): readonly Column<Invitation>[] {
  const { t, formats } = useConsoleText();
  const [revoke, { isLoading }] = api.useRevokeInvitationMutation();
  return useMemo(
    () => [
      { key: 'email', header: t('signIn.email'), isName: true, cell: ({ email }) => email },
      { key: 'role', header: t('members.role'), cell: ({ role }) => t(`memberRole.${role}`) },
      { key: 'by', header: t('members.invitedBy'), show: 'wide', cell: ({ invitedBy }) => invitedBy },
      {
        key: 'expires',
        header: t('members.expires'),
        show: 'wide',
        cell: ({ expiresAt }) => formats.dateTime(expiresAt),
      },
      {
        key: 'revoke',
        header: <span className="cm-hidden">{t('live.actions')}</span>,
        align: 'end',
        cell: ({ id, email }) => (
          <Button
            size="xs"
            variant="subtle"
            disabled={isLoading}
            aria-label={t('members.takeBackName', { email })}
            onClick={() => void revoke({ invitationId: id })}
          >
            {t('members.takeBack')}
          </Button>
        ),
      },
    ],
    [t, formats, revoke, isLoading],
  );
}
