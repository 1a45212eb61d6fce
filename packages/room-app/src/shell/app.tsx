import { lazy, Suspense, useEffect } from 'react';
import { selectPreview, selectStatus } from '@cloudmeet/room-engine';
import { Dialogs } from '../dialogs/dialogs.tsx';
import { usePageState, useRoomState } from '../page/page-context.tsx';
import { RoomScreen } from '../room/room-screen.tsx';
import { LoadingScreen } from '../screens/status/loading-screen.tsx';
import { loadEndings } from './load-endings.ts';
import { loadPrejoin } from './load-prejoin.ts';
import { useLook } from './use-look.ts';

const PrejoinScreen = lazy(loadPrejoin);
const WaitingScreen = lazy(() => import('../screens/status/waiting-screen.tsx'));
const EndingScreen = lazy(loadEndings);
const ProblemScreen = lazy(() => import('../screens/status/problem-screen.tsx'));

/** The page: which screen is so now, and what may lie over any of them. */
export function App() {
  useLook();
  useTitle();
  return (
    <>
      <Suspense fallback={<LoadingScreen />}>
        <Screen />
      </Suspense>
      <Dialogs />
    </>
  );
}

function Screen() {
  const problem = usePageState(({ view }) => view.problem);
  const prejoin = usePageState(({ view }) => view.prejoin);
  const status = useRoomState(selectStatus);
  const preview = useRoomState(selectPreview);
  const cannotMeet = useRoomState(({ connection }) => connection.error?.code === 'webrtc-unsupported');
  if (problem) return <ProblemScreen problem={problem} />;
  switch (status) {
    case 'idle':
    case 'connecting':
      return <LoadingScreen />;
    case 'preview':
    case 'joining':
      return prejoin && preview ? <PrejoinScreen preview={preview} /> : <LoadingScreen />;
    case 'waiting':
      return <WaitingScreen />;
    case 'joined':
    case 'reconnecting':
      return <RoomScreen />;
    default:
      return cannotMeet ? <ProblemScreen problem="webrtc-unsupported" /> : <EndingScreen status={status} />;
  }
}

/** The window is called what the room is called. */
function useTitle(): void {
  const name = useRoomState((state) => selectPreview(state)?.room.name);
  useEffect(() => {
    if (name !== undefined) document.title = name;
  }, [name]);
}
