import { selectMedia, selectMyId, selectSpeaking } from '@cloudmeet/room-engine';
import {
  IconButton,
  LeaveIcon,
  MicrophoneIcon,
  MicrophoneOffIcon,
  Tile,
  useText,
  VideoSurface,
} from '@cloudmeet/ui';
import { useStream } from '../media/use-stream.ts';
import { useActions, useRoomState } from '../page/page-context.tsx';
import { useRun } from '../page/use-run.ts';
import { CaptureMarks } from '../room/captures/capture-marks.tsx';
import { useFeatured } from './use-featured.ts';
import styles from './small-room.module.css';

/** One picture and the two buttons that one needs at once. */
export function SmallRoom() {
  return (
    <div className={styles.room}>
      <div className={styles.marks}>
        <CaptureMarks />
      </div>
      <SmallTile />
      <div className={styles.bar}>
        <SmallControls />
      </div>
    </div>
  );
}

function SmallTile() {
  const { t } = useText();
  const { person, kind, trackOf } = useFeatured();
  const self = useRoomState((state) => selectMyId(state) === person?.id);
  const stream = useStream(trackOf, kind);
  const speaking = useRoomState((state) => selectSpeaking(state).includes(person?.id ?? ''));
  if (!person) return <VideoSurface stream={stream} fit="contain" label={t('room.picture')} />;
  return (
    <Tile
      name={person.name}
      seed={person.userId}
      avatarUrl={person.avatarUrl}
      self={self}
      stream={stream}
      cameraOn={stream !== null}
      fit={kind === 'screen' ? 'contain' : 'cover'}
      muted={!person.audio}
      speaking={speaking}
    />
  );
}

function SmallControls() {
  const { t } = useText();
  const actions = useActions();
  const run = useRun();
  const on = useRoomState((state) => selectMedia(state).audio.status === 'on');
  return (
    <>
      <IconButton
        tone="neutral"
        tooltip={false}
        label={on ? t('controls.mute') : t('controls.unmute')}
        icon={on ? <MicrophoneIcon /> : <MicrophoneOffIcon />}
        onClick={() => void run(() => actions.setAudio(!on))}
      />
      <IconButton
        tone="neutral"
        tooltip={false}
        label={t('controls.leave')}
        icon={<LeaveIcon />}
        onClick={() => void run(() => actions.leave())}
      />
    </>
  );
}
