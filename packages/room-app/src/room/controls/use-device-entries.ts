import { selectMedia } from '@cloudmeet/room-engine';
import { useText } from '@cloudmeet/ui';
import type { MenuEntry } from '@cloudmeet/ui';
import { useActions, useRoomState } from '../../page/page-context.tsx';
import { useRun } from '../../page/use-run.ts';
import { deviceChoice } from './device-menus.ts';

export interface DeviceEntries {
  menus: {
    /** Microphones, and speakers where the browser lets a page choose. */
    sound: MenuEntry[];
    camera: MenuEntry[];
  };
}

/** The choices behind the carets of microphone and camera. Empty menus show as one line that says so. */
export function useDeviceEntries(): DeviceEntries {
  const { t } = useText();
  const actions = useActions();
  const run = useRun();
  const { devices, selected } = useRoomState(selectMedia);
  const microphone = deviceChoice(devices, 'audioinput', selected.audioDeviceId, t, (audioDeviceId) => {
    void run(() => actions.setInputDevices({ audioDeviceId }));
  });
  const speaker = deviceChoice(devices, 'audiooutput', selected.outputDeviceId, t, (outputDeviceId) => {
    void run(() => actions.setOutputDevice(outputDeviceId));
  });
  const camera = deviceChoice(devices, 'videoinput', selected.videoDeviceId, t, (videoDeviceId) => {
    void run(() => actions.setInputDevices({ videoDeviceId }));
  });
  const none = (id: string): MenuEntry => ({
    id,
    label: t('devices.none'),
    disabled: true,
    onSelect: () => undefined,
  });
  const sound: MenuEntry[] = [microphone ?? none('no-microphone')];
  if (speaker) sound.push({ kind: 'separator', id: 'speakers' }, speaker);
  return { menus: { sound, camera: [camera ?? none('no-camera')] } };
}
