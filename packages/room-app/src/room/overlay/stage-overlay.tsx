import { lazy, Suspense } from 'react';
import { selectCounts, selectMedia, selectWaiting } from '@cloudmeet/room-engine';
import {
  Button,
  Notice,
  OfflineIcon,
  PeopleIcon,
  ReactionBurst,
  ShareIcon,
  SpeakerIcon,
  useText,
} from '@cloudmeet/ui';
import { useActions, usePageState, useRoomState } from '../../page/page-context.tsx';
import { useRun } from '../../page/use-run.ts';
import { reactionNames } from '../controls/reaction-names.ts';
import { useCapturesPart } from '../captures/use-captures-part.ts';
import { useMixedPart } from '../stage/use-mixed-part.ts';
import { useBlockedSound } from '../use-blocked-sound.ts';
import { Notices } from '../../shell/notices.tsx';
import styles from './stage-overlay.module.css';

const Lobby = lazy(() => import('./lobby.tsx'));

/** What lies over the stage for as long as it is so. */
export function StageOverlay() {
  return (
    <>
      <Reconnecting />
      <Mixed />
      <Kept />
      <BlockedSound />
      <OwnScreen />
      <Door />
      <Alone />
      <Reactions />
      <Notices />
    </>
  );
}

/** Who stands at the door, once anybody does. */
function Door() {
  const anybody = useRoomState((state) => selectWaiting(state).length > 0);
  if (!anybody) return null;
  return (
    <Suspense fallback={null}>
      <Lobby />
    </Suspense>
  );
}

/** What a recorded or streamed room says of itself, and asks. */
function Kept() {
  const part = useCapturesPart();
  return part ? <part.Captures /> : null;
}

/** What a mixed room says of itself. */
function Mixed() {
  const part = useMixedPart();
  return part ? <part.MixedNotices /> : null;
}

/** The picture stays; the room comes back by itself. */
function Reconnecting() {
  const { t } = useText();
  const { status, online } = useRoomState(({ connection }) => connection);
  if (status !== 'reconnecting') return null;
  return (
    <Notice
      floating
      tone="warning"
      icon={<OfflineIcon />}
      detail={online ? undefined : t('status.offlineDetail')}
    >
      {online ? t('status.reconnectingNotice') : t('status.offlineTitle')}
    </Notice>
  );
}

function BlockedSound() {
  const { t } = useText();
  const { blocked, play } = useBlockedSound();
  if (!blocked) return null;
  return (
    <Notice
      floating
      icon={<SpeakerIcon />}
      action={
        <Button tone="primary" onClick={play}>
          {t('room.turnOnSound')}
        </Button>
      }
    >
      {t('room.soundBlocked')}
    </Notice>
  );
}

/** I share: others see my screen, I see that they do. */
function OwnScreen() {
  const { t } = useText();
  const actions = useActions();
  const run = useRun();
  if (!useRoomState((state) => selectMedia(state).screen.status === 'on')) return null;
  return (
    <Notice
      floating
      icon={<ShareIcon />}
      action={
        <Button onClick={() => void run(() => actions.stopScreenShare())}>{t('controls.stopSharing')}</Button>
      }
    >
      {t('share.youShare')}
    </Notice>
  );
}

function Alone() {
  const { t } = useText();
  const alone = useRoomState(
    (state) => state.connection.status === 'joined' && selectCounts(state).present === 1,
  );
  // a notice about something that just happened stands in the same place, and goes first
  const quiet = usePageState(({ notices }) => notices.length === 0);
  if (!alone || !quiet) return null;
  return (
    <div className={styles.low}>
      <Notice floating icon={<PeopleIcon />} detail={t('room.aloneDetail')}>
        {t('room.alone')}
      </Notice>
    </div>
  );
}

function Reactions() {
  const { t } = useText();
  const reactions = usePageState(({ moments }) => moments.reactions);
  const shown = reactions.map(({ id, name, reaction }) => ({
    id,
    name,
    symbol: reaction,
    label: t(reactionNames[reaction]),
  }));
  return <ReactionBurst reactions={shown} />;
}
