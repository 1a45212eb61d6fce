import type { RoomPage } from '../page/room-page.ts';
import type { MethodTable } from './method-types.ts';

type CaptureMethod = 'startRecording' | 'stopRecording' | 'startLiveStreaming' | 'stopLiveStreaming';

export function captureMethods({ room: { actions } }: RoomPage): Pick<MethodTable, CaptureMethod> {
  return {
    startRecording: (wish) => actions.startRecording(wish),
    stopRecording: () => actions.stopRecording(),
    startLiveStreaming: (wish) => actions.startStream(wish),
    stopLiveStreaming: () => actions.stopStream(),
  };
}
