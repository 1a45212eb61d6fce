import { CloudMeetError } from '@cloudmeet/contracts';
import type { CaptureChange, EntryBody, StreamTarget } from '@cloudmeet/contracts';
import { unchanged } from '../decided.ts';
import type { Decided, Outcome } from '../decided.ts';
import { isLive } from '../room-view.ts';
import type { RoomView } from '../room-view.ts';

export function stopRecording({ state }: RoomView, reason: string): Outcome {
  const { recording } = state;
  if (!isLive(state) || !recording) return new CloudMeetError('not-recording');
  if (recording.status === 'stopping') return unchanged;
  return {
    entries: [{ type: 'recording.stopping', data: { recordingId: recording.recordingId, reason } }],
  };
}

export function stopStream({ state }: RoomView, reason: string): Outcome {
  const { stream } = state;
  if (!isLive(state) || !stream) return new CloudMeetError('not-streaming');
  if (stream.status === 'stopping') return unchanged;
  return { entries: [{ type: 'stream.stopping', data: { streamId: stream.streamId, reason } }] };
}

/** The customer's server stops one recording or stream, if it is the one of now. */
export function stopCapture(room: RoomView, captureId: string, reason: string): Outcome {
  const { recording, stream } = room.state;
  if (recording?.recordingId === captureId) return stopRecording(room, reason);
  if (stream?.streamId === captureId) return stopStream(room, reason);
  return new CloudMeetError(captureId.startsWith('rec_') ? 'not-recording' : 'not-streaming');
}

function recordingChange({ state }: RoomView, recordingId: string, change: CaptureChange): EntryBody[] {
  if (!('status' in change)) return [];
  switch (change.status) {
    case 'started':
      return state.recording?.startedAt === null
        ? [{ type: 'recording.started', data: { recordingId } }]
        : [];
    case 'stopped':
      return [{ type: 'recording.stopped', data: { recordingId, reason: change.reason } }];
    case 'failed':
      return [{ type: 'recording.failed', data: { recordingId, code: change.code, detail: change.detail } }];
  }
}

function streamChange({ state }: RoomView, streamId: string, change: CaptureChange): EntryBody[] {
  const { stream } = state;
  if (!stream) return [];
  if (!('status' in change)) return targetsChange(streamId, stream.targets, change.targets);
  switch (change.status) {
    case 'started': {
      const hlsUrl = change.hlsUrl ?? null;
      const isKnown = stream.startedAt !== null && stream.hlsUrl === hlsUrl;
      return isKnown ? [] : [{ type: 'stream.started', data: { streamId, hlsUrl } }];
    }
    case 'stopped':
      return [{ type: 'stream.stopped', data: { streamId, reason: change.reason } }];
    case 'failed':
      return [{ type: 'stream.failed', data: { streamId, code: change.code, detail: change.detail } }];
  }
}

/** Targets that are not the stream's own are left out. */
function targetsChange(
  streamId: string,
  before: readonly StreamTarget[],
  told: readonly Pick<StreamTarget, 'id' | 'status'>[],
): EntryBody[] {
  const targets = before.map((one) => ({
    ...one,
    status: told.find(({ id }) => id === one.id)?.status ?? one.status,
  }));
  const isChanged = targets.some(({ status }, index) => status !== before[index]?.status);
  return isChanged ? [{ type: 'stream.changed', data: { streamId, targets } }] : [];
}

/** What came of a recording or a stream at its recorder. Told again, or of one that is over, it changes nothing. */
export function decideCaptureChange(room: RoomView, captureId: string, change: CaptureChange): Decided {
  const { recording, stream } = room.state;
  if (!isLive(room.state)) return unchanged;
  if (recording?.recordingId === captureId) return { entries: recordingChange(room, captureId, change) };
  if (stream?.streamId === captureId) return { entries: streamChange(room, captureId, change) };
  return unchanged;
}
