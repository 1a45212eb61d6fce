import type { RoomPage } from '../page/room-page.ts';
import type { MethodTable } from './method-types.ts';

type DeviceMethod =
  | 'setLocalAudio'
  | 'setLocalVideo'
  | 'startScreenShare'
  | 'stopScreenShare'
  | 'enumerateDevices'
  | 'setInputDevices'
  | 'setOutputDevice';

export function deviceMethods({ room }: RoomPage): Pick<MethodTable, DeviceMethod> {
  const { actions } = room;
  return {
    setLocalAudio: ({ enabled }) => actions.setAudio(enabled),
    setLocalVideo: ({ enabled }) => actions.setVideo(enabled),
    startScreenShare: () => actions.startScreenShare(),
    stopScreenShare: () => actions.stopScreenShare(),
    enumerateDevices: async () => ({ devices: await actions.enumerateDevices() }),
    setInputDevices: ({ audioDeviceId, videoDeviceId }) =>
      actions.setInputDevices({
        ...(audioDeviceId === undefined ? {} : { audioDeviceId }),
        ...(videoDeviceId === undefined ? {} : { videoDeviceId }),
      }),
    setOutputDevice: ({ outputDeviceId }) => actions.setOutputDevice(outputDeviceId),
  };
}
