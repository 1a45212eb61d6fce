import { Tabs } from '@mantine/core';
import { useParams } from 'react-router';
import { api } from '../../api/api.ts';
import type { Room } from '../../api/api.ts';
import { asProblem } from '../../api/problem.ts';
import { Page } from '../../parts/page/page.tsx';
import { useTab } from '../../parts/page/use-tab.ts';
import { ProblemState } from '../../parts/states/problem-state.tsx';
import { useMayDo } from '../../session/use-may-do.ts';
import { PageSkeleton } from '../../shell/page-skeleton.tsx';
import { useConsoleText } from '../../text/use-console-text.tsx';
import { LiveView } from './live/live-view.tsx';
import { RoomActions } from './room-actions.tsx';
import { RoomMarks } from './room-columns.tsx';
import { RoomDangers } from './room-dangers.tsx';
import { RoomSettings } from './room-settings.tsx';

const tabs = ['live', 'settings'] as const;

/** One room: who is in it now, and how it is set. */
export default function RoomPage() {
  const { roomId = '' } = useParams();
  const { t } = useConsoleText();
  const {
    currentData: room,
    error,
    refetch,
  } = api.useGetRoomQuery({ roomId }, { pollingInterval: 3000, skipPollingIfUnfocused: true });
  const above = { label: t('nav.rooms'), to: '/rooms', here: roomId };
  const problem = asProblem(error);
  if (room) return <ShownRoom room={room} />;
  if (problem)
    return (
      <Page title={t('rooms.one')} above={above}>
        <ProblemState problem={problem} onRetry={() => void refetch()} />
      </Page>
    );
  return <PageSkeleton />;
}

function ShownRoom({ room }: { room: Room }) {
  const { t } = useConsoleText();
  const mayDo = useMayDo();
  const [tab, setTab] = useTab(tabs);
  return (
    <Page
      title={room.name}
      above={{ label: t('nav.rooms'), to: '/rooms', here: room.id }}
      marks={<RoomMarks room={room} />}
      actions={<RoomActions room={room} />}
    >
      <Tabs value={tab} onChange={setTab} keepMounted={false}>
        <Tabs.List>
          <Tabs.Tab value="live">{t('live.tab')}</Tabs.Tab>
          <Tabs.Tab value="settings">{t('rooms.settings')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="live">
          <LiveView room={room} />
        </Tabs.Panel>
        <Tabs.Panel value="settings">
          <RoomSettings key={room.id} room={room} />
          {mayDo('deleteRoom') ? <RoomDangers room={room} /> : null}
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}
