import { localTracks, selectCan, selectMedia } from '@cloudmeet/room-engine';
import type { LocalMediaState } from '@cloudmeet/room-engine';
import {
  CameraIcon,
  CameraOffIcon,
  MicrophoneIcon,
  MicrophoneOffIcon,
  Preview,
  PreviewButton,
  SwitchCameraIcon,
  useText,
} from '@cloudmeet/ui';
import type { PreviewProps } from '@cloudmeet/ui';
import { looksAway, useStream } from '../../media/use-stream.ts';
import { useActions, usePageDispatch, useRoomState } from '../../page/page-context.tsx';
import { useRun } from '../../page/use-run.ts';
import { wishChanged } from '../../page/view-slice.ts';

/** What the preview says of a camera; why it failed stands in the notice beside. */
function cameraState({ status, error }: LocalMediaState, streams: boolean): PreviewProps['camera'] {
  if (status === 'on') return streams ? 'on' : 'starting';
  if (status === 'error') return error?.code === 'device-not-found' ? 'missing' : 'off';
  return status;
}

/** How others will see me, and the two switches that matter before joining. */
export function PrejoinPreview({ name, avatarUrl }: { name: string; avatarUrl: string | undefined }) {
  const { video } = useRoomState(selectMedia);
  const stream = useStream(localTracks, 'video');
  return (
    <Preview
      camera={cameraState(video, stream !== null)}
      name={name}
      avatarUrl={avatarUrl}
      stream={stream}
      mirrored={!looksAway(stream)}
      controls={
        <>
          <MicrophoneSwitch />
          <CameraSwitch />
          <CameraChange />
        </>
      }
    />
  );
}

function MicrophoneSwitch() {
  const { t } = useText();
  const actions = useActions();
  const run = useRun();
  const dispatch = usePageDispatch();
  const on = useRoomState((state) => selectMedia(state).audio.status === 'on');
  if (!useRoomState((state) => selectCan(state, 'media.publish', 'audio'))) return null;
  return (
    <PreviewButton
      icon={on ? <MicrophoneIcon /> : <MicrophoneOffIcon />}
      label={on ? t('controls.mute') : t('controls.unmute')}
      alert={!on}
      onPress={() => {
        dispatch(wishChanged({ audio: !on }));
        void run(() => actions.setAudio(!on));
      }}
    />
  );
}

function CameraSwitch() {
  const { t } = useText();
  const actions = useActions();
  const run = useRun();
  const dispatch = usePageDispatch();
  const on = useRoomState((state) => selectMedia(state).video.status === 'on');
  if (!useRoomState((state) => selectCan(state, 'media.publish', 'video'))) return null;
  return (
    <PreviewButton
      icon={on ? <CameraIcon /> : <CameraOffIcon />}
      label={on ? t('controls.stopVideo') : t('controls.startVideo')}
      onPress={() => {
        dispatch(wishChanged({ video: !on }));
        void run(() => actions.setVideo(!on));
      }}
    />
  );
}

/** Front or back, one press: only where a finger holds the device and there are two cameras. */
function CameraChange() {
  const { t } = useText();
  const actions = useActions();
  const run = useRun();
  const { devices, selected, video } = useRoomState(selectMedia);
  const cameras = devices.filter(({ kind }) => kind === 'videoinput');
  const at = cameras.findIndex(({ deviceId }) => deviceId === selected.videoDeviceId);
  const next = cameras[(at + 1) % Math.max(1, cameras.length)];
  if (video.status !== 'on' || cameras.length < 2 || !next || !isTouched()) return null;
  return (
    <PreviewButton
      icon={<SwitchCameraIcon />}
      label={t('prejoin.switchCamera')}
      onPress={() => void run(() => actions.setInputDevices({ videoDeviceId: next.deviceId }))}
    />
  );
}

function isTouched(): boolean {
  return window.matchMedia('(pointer: coarse)').matches;
}
