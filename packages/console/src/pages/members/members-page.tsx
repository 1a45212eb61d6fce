import { Button } from '@mantine/core';
import InviteIcon from 'lucide-react/icons/user-plus';
import { PeopleIcon } from '@cloudmeet/ui';
import { api } from '../../api/api.ts';
import { Page } from '../../parts/page/page.tsx';
import { useSheet } from '../../parts/sheet/use-sheet.ts';
import { EmptyState } from '../../parts/states/empty-state.tsx';
import { PagedTable } from '../../parts/table/paged-table.tsx';
import { useCursorArg } from '../../parts/table/pager.tsx';
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
      <PagedTable
        label={t('nav.members')}
        columns={useMemberColumns()}
        rowKey={({ userId }) => userId}
        list={api.useListMembersQuery(useCursorArg())}
        empty={<EmptyState Icon={PeopleIcon} what={t('members.none')} todo={t('members.noneDo')} />}
      />
      {mayDo('listInvitations') ? <Invitations /> : null}
      <InviteSheet opened={sheet.value === 'member'} onClose={sheet.close} />
    </Page>
  );
}
