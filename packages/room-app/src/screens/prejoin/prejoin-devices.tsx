import { selectMedia } from '@cloudmeet/room-engine';
import { CameraIcon, DeviceSummary, MicrophoneIcon, Select, SpeakerIcon, useText } from '@cloudmeet/ui';
import type { SelectProps } from '@cloudmeet/ui';
import { useActions, usePageDispatch, useRoomState } from '../../page/page-context.tsx';
import { useRun } from '../../page/use-run.ts';
import { viewChanged } from '../../page/view-slice.ts';
import { deviceOptions } from '../../room/controls/device-menus.ts';

/** Camera, microphone and speaker, each in a select; a kind without devices says so and cannot be opened. */
export function PrejoinDevices({ look = 'card' }: { look?: 'card' | 'field' }) {
  const fields = useDeviceFields();
  return fields.map(({ id, ...field }) => (
    <Select key={id} labelHidden={look === 'card'} look={look} {...field} />
  ));
}

/** The three in one row, for phones; opens the settings. */
export function PrejoinDeviceSummary() {
  const { t } = useText();
  const dispatch = usePageDispatch();
  const [camera, microphone] = useDeviceFields();
  const labels = [camera, microphone].flatMap((field) => {
    const chosen = field?.options.find(({ value }) => value === field.value);
    return chosen ? [chosen.label] : [];
  });
  return (
    <DeviceSummary
      label={t('prejoin.devices')}
      text={labels.length > 0 ? labels.join(', ') : t('devices.none')}
      onPress={() => dispatch(viewChanged({ dialog: 'settings' }))}
    />
  );
}

type DeviceField = Omit<SelectProps, 'look' | 'labelHidden'> & { id: string };

function useDeviceFields(): [DeviceField, DeviceField, DeviceField] {
  const { t } = useText();
  const actions = useActions();
  const run = useRun();
  const { devices, selected } = useRoomState(selectMedia);
  const field = (
    kind: 'videoinput' | 'audioinput' | 'audiooutput',
    label: string,
    chosen: string | null,
    icon: SelectProps['icon'],
    choose: (deviceId: string) => Promise<void>,
  ): DeviceField => {
    const options = deviceOptions(devices, kind, t);
    const value = options.some((option) => option.value === chosen) ? chosen : (options[0]?.value ?? null);
    const placeholder = kind === 'audiooutput' ? t('devices.systemDefault') : t('devices.none');
    return {
      id: kind,
      label,
      icon,
      options,
      value,
      placeholder,
      disabled: options.length === 0,
      onChange: (deviceId) => void run(() => choose(deviceId)),
    };
  };
  return [
    field('videoinput', t('devices.camera'), selected.videoDeviceId, <CameraIcon />, (videoDeviceId) =>
      actions.setInputDevices({ videoDeviceId }),
    ),
    field(
      'audioinput',
      t('devices.microphone'),
      selected.audioDeviceId,
      <MicrophoneIcon />,
      (audioDeviceId) => actions.setInputDevices({ audioDeviceId }),
    ),
    field('audiooutput', t('devices.speaker'), selected.outputDeviceId, <SpeakerIcon />, (deviceId) =>
      actions.setOutputDevice(deviceId),
    ),
  ];
}
