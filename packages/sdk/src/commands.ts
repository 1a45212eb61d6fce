import { embedError } from '@cloudmeet/contracts/frame';
import type { FrameMethod, FrameParams, FrameResult } from '@cloudmeet/contracts/frame';
import type { Channel } from '@cloudmeet/frame-channel';
import type { CloudMeetFrame } from './cloudmeet-frame.ts';
import type { RoomView } from './room-view.ts';

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

/** Commands that are handed on to the frame as they are, and what becomes of their arguments on the way. */
type Plain = Exclude<FrameMethod, 'join' | 'leave' | 'diagnose'>;
type ParamsOf = {
  [Method in Plain]: (...args: Parameters<CloudMeetFrame[Method]>) => FrameParams<Method>;
};

const none = () => ({});
const same = <Params>(params: Params) => params;

function paramsOf(view: RoomView): ParamsOf {
  function idOf(id: string): string {
    if (id !== 'local') return id;
    const { local } = view.participants();
    if (!local) throw embedError('not-joined');
    return local.id;
  }
  return {
    updateParticipant: (id, change) => ({ participantId: idOf(id), change }),
    setLocalAudio: (enabled) => ({ enabled }),
    setLocalVideo: (enabled) => ({ enabled }),
    startScreenShare: none,
    stopScreenShare: none,
    enumerateDevices: none,
    setInputDevices: same,
    setOutputDevice: same,
    requestAccess: (request = {}) => request,
    updateWaitingParticipant: (participantId, decision) => ({ participantId, ...decision }),
    raiseHand: none,
    lowerHand: (participantId) => ({ participantId }),
    sendChatMessage: (text, to) => ({ text, to }),
    sendAppMessage: (data, to) => ({ data, to: to === '*' ? undefined : to }),
    startRecording: (options = {}) => options,
    stopRecording: none,
    startLiveStreaming: ({ rtmpUrl, ...options } = {}) =>
      rtmpUrl === undefined ? options : { ...options, rtmpUrls: [rtmpUrl].flat() },
    stopLiveStreaming: none,
    setLayout: (layout, options) => ({ layout, ...options }),
    setTheme: (theme) => ({ theme }),
    setLang: (lang) => ({ lang }),
    getNetworkStats: none,
    getNetworkTopology: none,
    testCallQuality: none,
    simulateScenario: (scenario, seconds) => ({ scenario, seconds }),
  };
}

export function createCommands(call: Call, view: RoomView) {
  const command = ([method, toParams]: [string, (...args: never[]) => unknown]) => [
    method,
    async (...args: never[]) => call(method as Plain, toParams(...args) as FrameParams<Plain>),
  ];
  // ParamsOf ties each command's arguments to its params; going through entries loses that.
  const plain = Object.fromEntries(Object.entries(paramsOf(view)).map(command)) as Pick<
    CloudMeetFrame,
    Plain
  >;
  return {
    ...plain,
    async updateParticipants(changes: Parameters<CloudMeetFrame['updateParticipants']>[0]) {
      if (!(changes instanceof Object))
        throw embedError('invalid-argument', 'Pass changes by participant id.');
      const others = Object.keys(view.participants()).filter((id) => id !== 'local');
      await Promise.all(
        Object.entries(changes).flatMap(([id, change]) =>
          (id === '*' ? others : [id]).map((one) => plain.updateParticipant(one, change)),
        ),
      );
    },
  };
}
