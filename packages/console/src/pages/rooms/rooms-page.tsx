import { Button } from '@mantine/core';
import PlusIcon from 'lucide-react/icons/plus';
import { DoorIcon } from '@cloudmeet/ui';
import { api } from '../../api/api.ts';
import { Page } from '../../parts/page/page.tsx';
import { useSheet } from '../../parts/sheet/use-sheet.ts';
import { EmptyState } from '../../parts/states/empty-state.tsx';
import { PagedTable } from '../../parts/table/paged-table.tsx';
import { useMayDo } from '../../session/use-may-do.ts';
import { useConsoleText } from '../../text/use-console-text.tsx';
import { CreateRoomSheet } from './create-room-sheet.tsx';
import { RoomFilters } from './room-filters.tsx';
import { useRoomColumns } from './room-columns.tsx';
import { useRoomQuery } from './use-room-query.ts';

/** Every room of the tenant, newest first, and the way to a new one. */
export default function RoomsPage() {
  const { t } = useConsoleText();
  const mayDo = useMayDo();
  const sheet = useSheet('new');
  const { query, isFiltered } = useRoomQuery();
  const list = api.useListRoomsQuery(query, {
    pollingInterval: 15_000,
    skipPollingIfUnfocused: true,
  });
  const create = mayDo('createRoom') ? (
    <Button variant="filled" leftSection={<PlusIcon />} onClick={() => sheet.open('room')}>
      {t('rooms.create')}
    </Button>
  ) : null;
  return (
    <Page title={t('nav.rooms')} actions={create}>
      <RoomFilters />
      <PagedTable
        label={t('nav.rooms')}
        columns={useRoomColumns()}
        rowKey={({ id }) => id}
        list={list}
        empty={
          isFiltered ? (
            <EmptyState Icon={DoorIcon} what={t('rooms.noneFound')} todo={t('rooms.noneFoundDo')} />
          ) : (
            <EmptyState Icon={DoorIcon} what={t('rooms.none')} todo={t('rooms.noneDo')} action={create} />
          )
        }
      />
      <CreateRoomSheet opened={sheet.value === 'room'} onClose={sheet.close} />
    </Page>
  );
}
