import { Button } from '@mantine/core';
import InviteIcon from 'lucide-react/icons/user-plus';
import { PeopleIcon } from '@cloudmeet/ui';
import { api } from '../../api/api.ts';
import { asProblem } from '../../api/problem.ts';
import { Page } from '../../parts/page/page.tsx';
import { useSheet } from '../../parts/sheet/use-sheet.ts';
import { EmptyState } from '../../parts/states/empty-state.tsx';
import { DataTable } from '../../parts/table/data-table.tsx';
import { Pager, useCursor } from '../../parts/table/pager.tsx';
import { useMayDo } from '../../session/use-may-do.ts';
import { useConsoleText } from '../../text/use-console-text.tsx';
import { Invitations } from './invitations.tsx';
import { InviteSheet } from './invite-sheet.tsx';
import { useMemberColumns } from './member-columns.tsx';

/** Who may use the console for this tenant, and as what. */
export default function MembersPage() {
  const { t } = useConsoleText();
  const mayDo = useMayDo();
  const sheet = useSheet('new');
  const cursor = useCursor();
  const { currentData, error, refetch } = api.useListMembersQuery(cursor === undefined ? {} : { cursor });
  return (
    <Page
      title={t('nav.members')}
      lead={t('members.lead')}
      actions={
        mayDo('inviteMember') ? (
          <Button variant="filled" leftSection={<InviteIcon />} onClick={() => sheet.open('member')}>
            {t('members.invite')}
          </Button>
        ) : null
      }
    >
      <DataTable
        label={t('nav.members')}
        columns={useMemberColumns()}
        rows={currentData?.data}
        rowKey={({ userId }) => userId}
        problem={asProblem(error)}
        onRetry={() => void refetch()}
        empty={<EmptyState Icon={PeopleIcon} what={t('members.none')} todo={t('members.noneDo')} />}
        foot={<Pager nextCursor={currentData?.nextCursor} />}
      />
      {mayDo('listInvitations') ? <Invitations /> : null}
      <InviteSheet opened={sheet.value === 'member'} onClose={sheet.close} />
    </Page>
  );
}
