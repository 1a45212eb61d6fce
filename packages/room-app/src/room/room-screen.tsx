import { lazy, Suspense } from 'react';
import { selectPreview } from '@cloudmeet/room-engine';
import { Panel, RoomLayout, useText } from '@cloudmeet/ui';
import { Announcer } from '../shell/announcer.tsx';
import { Notices } from '../shell/notices.tsx';
import { useShortcuts } from '../keyboard/use-shortcuts.ts';
import { RoomAudio } from '../media/room-audio.tsx';
import { usePageDispatch, usePageState, useRoomState } from '../page/page-context.tsx';
import { viewChanged } from '../page/view-slice.ts';
import { PictureInPicture } from '../picture-in-picture/picture-in-picture.tsx';
import { RoomControls } from './controls/room-controls.tsx';
import { StageOverlay } from './overlay/stage-overlay.tsx';
import { RoomStage } from './stage/room-stage.tsx';
import { RoomTop } from './top/room-top.tsx';
import { useBlockedSound } from './use-blocked-sound.ts';

const ChatPanel = lazy(() => import('./chat/chat-panel.tsx'));
const PeoplePanel = lazy(() => import('./people/people-panel.tsx'));

/** The meeting. */
export function RoomScreen() {
  const { t } = useText();
  const panel = usePageState(({ view }) => view.panel);
  const name = useRoomState((state) => selectPreview(state)?.room.name ?? '');
  const { onBlocked } = useBlockedSound();
  useShortcuts();
  return (
    <>
      <RoomLayout
        label={t('room.label', { name })}
        top={<RoomTop />}
        stage={<RoomStage />}
        overlay={<StageOverlay />}
        panel={panel ? <RoomPanel /> : undefined}
        bar={<RoomControls />}
      />
      <RoomAudio onBlocked={onBlocked} />
      <PictureInPicture />
      <Notices />
      <Announcer />
    </>
  );
}

/** Chat or people; while its code loads, the panel already has its place. */
function RoomPanel() {
  const { t } = useText();
  const dispatch = usePageDispatch();
  const panel = usePageState(({ view }) => view.panel);
  const title = panel === 'chat' ? t('chat.title') : t('people.title');
  const loading = (
    <Panel title={title} onClose={() => dispatch(viewChanged({ panel: null }))}>
      <div aria-busy="true" />
    </Panel>
  );
  return <Suspense fallback={loading}>{panel === 'chat' ? <ChatPanel /> : <PeoplePanel />}</Suspense>;
}
