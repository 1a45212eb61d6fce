import { lazy, Suspense, useEffect } from 'react';
import { selectPreview } from '@cloudmeet/room-engine';
import { RoomLayout, useText } from '@cloudmeet/ui';
import { Announcer } from '../shell/announcer.tsx';
import { loadEndings } from '../shell/load-endings.ts';
import { RoomAudio } from '../media/room-audio.tsx';
import { errorWords } from '../page/notice-error.ts';
import { usePageState, useRoomState } from '../page/page-context.tsx';
import type { PanelName } from '../page/view-slice.ts';
import { PictureInPicture } from '../picture-in-picture/picture-in-picture.tsx';
import { capturesPart } from './captures/use-captures-part.ts';
import { RoomControls } from './controls/room-controls.tsx';
import { StageOverlay } from './overlay/stage-overlay.tsx';
import { RoomStage } from './stage/room-stage.tsx';
import { RoomTop } from './top/room-top.tsx';
import { useBlockedSound } from './use-blocked-sound.ts';

const ChatPanel = lazy(() => import('./chat/chat-panel.tsx'));
const RoomKeys = lazy(() => import('../keyboard/room-keys.ts'));
const PeoplePanel = lazy(() => import('./people/people-panel.tsx'));

/** Long after the room is on the screen, so that nothing competes with it. */
const endingsAfterMs = 5000;

/** The meeting. */
export function RoomScreen() {
  const { t } = useText();
  const panel = usePageState(({ view }) => view.panel);
  const name = useRoomState((state) => selectPreview(state)?.room.name ?? '');
  const { onBlocked } = useBlockedSound();
  useEndings();
  return (
    <>
      <RoomLayout
        label={t('room.label', { name })}
        top={<RoomTop />}
        stage={<RoomStage />}
        overlay={<StageOverlay />}
        panel={panel ? <RoomPanel name={panel} /> : undefined}
        bar={<RoomControls />}
      />
      <RoomAudio onBlocked={onBlocked} />
      <PictureInPicture />
      <Announcer />
      <Suspense fallback={null}>
        <RoomKeys />
      </Suspense>
    </>
  );
}

/** A connection that is lost takes the way to the server with it: the screens for that are fetched while it holds. */
function useEndings(): void {
  useEffect(() => {
    // what fails here is asked for again when it is needed, and reported then
    const timer = setTimeout(() => {
      void loadEndings().catch(() => undefined);
      void errorWords.load();
      void capturesPart.load();
    }, endingsAfterMs);
    return () => clearTimeout(timer);
  }, []);
}

/** Chat or people. The room keeps the panel's place free while its code loads. */
function RoomPanel({ name }: { name: PanelName }) {
  return (
    <Suspense fallback={<div aria-busy="true" />}>
      {name === 'chat' ? <ChatPanel /> : <PeoplePanel />}
    </Suspense>
  );
}
