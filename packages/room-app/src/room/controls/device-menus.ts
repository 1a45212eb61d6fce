import type { FrameDevice } from '@cloudmeet/contracts';
import type { MenuChoice, TextKey, Translate } from '@cloudmeet/ui';

type Kind = FrameDevice['kind'];

const unnamed: Record<Kind, TextKey> = {
  audioinput: 'devices.unnamedMicrophone',
  videoinput: 'devices.unnamedCamera',
  audiooutput: 'devices.unnamedSpeaker',
};

export interface DeviceOption {
  value: string;
  label: string;
}

/** The devices of one kind, as people call them: numbered where the browser withholds the names. */
export function deviceOptions(devices: readonly FrameDevice[], kind: Kind, t: Translate): DeviceOption[] {
  return devices
    .filter((device) => device.kind === kind && device.deviceId !== '')
    .map(({ deviceId, label }, index) => ({
      value: deviceId,
      label: deviceLabel(deviceId, label) ?? t(unnamed[kind], { number: index + 1 }),
    }));

  function deviceLabel(deviceId: string, label: string): string | undefined {
    if (deviceId === 'default') return t('devices.systemDefault');
    return label === '' ? undefined : label;
  }
}

/** The same as one choice of a menu; undefined where there is nothing to choose from. */
export function deviceChoice(
  devices: readonly FrameDevice[],
  kind: Kind,
  chosen: string | null,
  t: Translate,
  onChange: (deviceId: string) => void,
): MenuChoice | undefined {
  const options = deviceOptions(devices, kind, t);
  const [first] = options;
  if (!first) return undefined;
  const headings: Record<Kind, TextKey> = {
    audioinput: 'devices.microphone',
    videoinput: 'devices.camera',
    audiooutput: 'devices.speaker',
  };
  return {
    kind: 'choice',
    id: kind,
    label: t(headings[kind]),
    options,
    value: options.some(({ value }) => value === chosen) ? (chosen ?? first.value) : first.value,
    onChange,
  };
}
