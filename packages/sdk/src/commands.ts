import { embedError } from '@cloudmeet/contracts';
import type { FrameMethod, FrameParams, FrameResult } from '@cloudmeet/contracts';
import type { Channel } from '@cloudmeet/frame-channel';
import type { CloudMeetFrame } from './cloudmeet-frame.ts';
import type { RoomView } from './room-view.ts';

type Waiting = 'join' | 'leave' | 'destroy';
type Commands = {
  [
    Name in keyof CloudMeetFrame as ReturnType<CloudMeetFrame[Name]> extends Promise<unknown> ? Name : never
  ]: CloudMeetFrame[Name];
};

/** Asks the frame, once it is there. */
export type Call = <Method extends FrameMethod>(
  method: Method,
  params: FrameParams<Method>,
) => Promise<FrameResult<Method>>;

/** Where a person may be asked (permission, what to share) or something is measured, no clock runs. */
const untimed: readonly FrameMethod[] = [
  'setLocalAudio',
  'setLocalVideo',
  'setInputDevices',
  'startScreenShare',
  'enumerateDevices',
  'testCallQuality',
  'diagnose',
];

export function createCall(ready: () => Promise<Channel>): Call {
  return async <Method extends FrameMethod>(method: Method, params: FrameParams<Method>) => {
    const timeoutMs = untimed.includes(method) ? Infinity : undefined;
    const channel = await ready();
    // The origin was checked: this is the room page of the same deployment, and its answer goes to the caller as it is.
    return (await channel.request(method, params, { timeoutMs })) as FrameResult<Method>;
  };
}

const notSupported = async (): Promise<never> => {
  throw embedError('not-supported');
};

/** Every command that is only handed on to the frame. */
export function createCommands(call: Call, view: RoomView): Omit<Commands, Waiting | 'diagnose'> {
  function idOf(id: string): string {
    const local = id === 'local' ? view.participants().local : undefined;
    if (id === 'local' && !local) throw embedError('not-joined');
    return local?.id ?? id;
  }
  const updateParticipant: CloudMeetFrame['updateParticipant'] = async (id, change) =>
    call('updateParticipant', { participantId: idOf(id), change });

  return {
    updateParticipant,
    async updateParticipants(changes) {
      const others = Object.keys(view.participants()).filter((id) => id !== 'local');
      await Promise.all(
        Object.entries(changes).flatMap(([id, change]) =>
          (id === '*' ? others : [id]).map((one) => updateParticipant(one, change)),
        ),
      );
    },
    setLocalAudio: (enabled) => call('setLocalAudio', { enabled }),
    setLocalVideo: (enabled) => call('setLocalVideo', { enabled }),
    startScreenShare: () => call('startScreenShare', {}),
    stopScreenShare: () => call('stopScreenShare', {}),
    enumerateDevices: () => call('enumerateDevices', {}),
    setInputDevices: (devices) => call('setInputDevices', devices),
    setOutputDevice: (device) => call('setOutputDevice', device),
    requestAccess: (request = {}) => call('requestAccess', request),
    updateWaitingParticipant: (participantId, decision) =>
      call('updateWaitingParticipant', { participantId, ...decision }),
    raiseHand: () => call('raiseHand', {}),
    lowerHand: (participantId) => call('lowerHand', { participantId }),
    sendChatMessage: (text, to) => call('sendChatMessage', { text, to }),
    sendAppMessage: (data, to) => call('sendAppMessage', { data, to: to === '*' ? undefined : to }),
    startRecording: notSupported,
    stopRecording: notSupported,
    startLiveStreaming: notSupported,
    stopLiveStreaming: notSupported,
    setLayout: (layout, options) => call('setLayout', { layout, ...options }),
    setTheme: (theme) => call('setTheme', { theme }),
    setLang: (lang) => call('setLang', { lang }),
    getNetworkStats: () => call('getNetworkStats', {}),
    getNetworkTopology: () => call('getNetworkTopology', {}),
    testCallQuality: () => call('testCallQuality', {}),
    simulateScenario: (scenario, seconds) => call('simulateScenario', { scenario, seconds }),
  };
}
