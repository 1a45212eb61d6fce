import { selectCan, selectMedia } from '@cloudmeet/room-engine';
import {
  CameraIcon,
  CameraOffIcon,
  MicrophoneIcon,
  MicrophoneOffIcon,
  ShareIcon,
  StopShareIcon,
  useText,
} from '@cloudmeet/ui';
import type { ControlItem } from '@cloudmeet/ui';
import { useActions, useRoomState } from '../../page/page-context.tsx';
import { useRun } from '../../page/use-run.ts';
import { useDeviceEntries } from './use-device-entries.ts';

/** Microphone, camera and screen: each is there only while its person may use it. */
export function useMediaItems(): ControlItem[] {
  const microphone = useMicrophoneItem();
  const camera = useCameraItem();
  const share = useShareItem();
  return [microphone, camera, share].filter((item) => item !== undefined);
}

function useMicrophoneItem(): ControlItem | undefined {
  const { t } = useText();
  const actions = useActions();
  const run = useRun();
  const { menus } = useDeviceEntries();
  const on = useRoomState((state) => selectMedia(state).audio.status === 'on');
  const allowed = useRoomState((state) => selectCan(state, 'media.publish', 'audio'));
  if (!allowed) return undefined;
  return {
    id: 'microphone',
    label: on ? t('controls.mute') : t('controls.unmute'),
    icon: on ? <MicrophoneIcon /> : <MicrophoneOffIcon />,
    tone: on ? 'device' : 'alert',
    shortcut: 'm',
    menu: menus.sound,
    menuLabel: t('devices.microphoneAndSpeaker'),
    onPress: () => void run(() => actions.setAudio(!on)),
  };
}

function useCameraItem(): ControlItem | undefined {
  const { t } = useText();
  const actions = useActions();
  const run = useRun();
  const { menus } = useDeviceEntries();
  const on = useRoomState((state) => selectMedia(state).video.status === 'on');
  const allowed = useRoomState((state) => selectCan(state, 'media.publish', 'video'));
  if (!allowed) return undefined;
  return {
    id: 'camera',
    label: on ? t('controls.stopVideo') : t('controls.startVideo'),
    icon: on ? <CameraIcon /> : <CameraOffIcon />,
    tone: 'device',
    shortcut: 'v',
    menu: menus.camera,
    menuLabel: t('devices.camera'),
    onPress: () => void run(() => actions.setVideo(!on)),
  };
}

/** Whether this browser can share a screen at all; phones cannot. */
const canCapture = typeof globalThis.navigator?.mediaDevices?.getDisplayMedia === 'function';

function useShareItem(): ControlItem | undefined {
  const { t } = useText();
  const actions = useActions();
  const run = useRun();
  const on = useRoomState((state) => selectMedia(state).screen.status === 'on');
  const allowed = useRoomState((state) => selectCan(state, 'screen.share'));
  if (!allowed || !canCapture) return undefined;
  return {
    id: 'share',
    label: on ? t('controls.stopSharing') : t('controls.share'),
    icon: on ? <StopShareIcon /> : <ShareIcon />,
    tone: on ? 'active' : 'plain',
    shortcut: 's',
    collapse: 3,
    onPress: () => void run(() => (on ? actions.stopScreenShare() : actions.startScreenShare())),
  };
}
