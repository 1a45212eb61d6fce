import type { captureEntrySchemas } from './capture.ts';
import type { RoomRecording, RoomStream } from './capture.ts';
import type { Entry, EntryData } from './entries.ts';
import type { RoomState } from './state.ts';

type Change = Partial<RoomState>;
type Reducers = {
  [Type in keyof typeof captureEntrySchemas]: (
    state: RoomState,
    data: EntryData<Type>,
    entry: Entry,
  ) => Change;
};

function changeRecording(
  { recording }: RoomState,
  recordingId: string,
  change: (one: RoomRecording) => RoomRecording | null,
): Change {
  return recording?.recordingId === recordingId ? { recording: change(recording) } : {};
}

function changeStream(
  { stream }: RoomState,
  streamId: string,
  change: (one: RoomStream) => RoomStream | null,
): Change {
  return stream?.streamId === streamId ? { stream: change(stream) } : {};
}

/** Says of what is to be captured why the room is not mixed; without a reason it is. */
export function markUnmixed({ recording, stream }: RoomState, unmixed?: string): Change {
  return {
    recording: recording && { ...recording, unmixed },
    stream: stream && { ...stream, unmixed },
  };
}

/** Recordings and streams: there is at most one of each, and what is told of another one changes nothing. */
export const captureReducers: Reducers = {
  'recording.requested': (_state, data) => ({
    recording: { ...data, status: 'starting', startedAt: null },
  }),
  'recording.started': (state, { recordingId }, { at }) =>
    changeRecording(state, recordingId, (one) => ({
      ...one,
      status: one.status === 'stopping' ? one.status : 'recording',
      startedAt: one.startedAt ?? at,
    })),
  'recording.stopping': (state, { recordingId }) =>
    changeRecording(state, recordingId, (one) => ({ ...one, status: 'stopping' })),
  'recording.stopped': (state, { recordingId }) => changeRecording(state, recordingId, () => null),
  'recording.failed': (state, { recordingId }) => changeRecording(state, recordingId, () => null),
  'recording.consented': ({ participants }, { participantId }) => {
    const one = participants[participantId];
    return one ? { participants: { ...participants, [participantId]: { ...one, consented: true } } } : {};
  },
  'stream.requested': (_state, { streamId, by, targets }) => ({
    stream: {
      ...{ streamId, by, status: 'starting', startedAt: null, hlsUrl: null },
      targets: targets.map((target) => ({ ...target, status: 'waiting' })),
    },
  }),
  'stream.started': (state, { streamId, hlsUrl }, { at }) =>
    changeStream(state, streamId, (one) => ({
      ...one,
      status: one.status === 'stopping' ? one.status : 'live',
      startedAt: one.startedAt ?? at,
      hlsUrl,
    })),
  'stream.changed': (state, { streamId, targets }) =>
    changeStream(state, streamId, (one) => ({ ...one, targets })),
  'stream.stopping': (state, { streamId }) =>
    changeStream(state, streamId, (one) => ({ ...one, status: 'stopping' })),
  'stream.stopped': (state, { streamId }) => changeStream(state, streamId, () => null),
  'stream.failed': (state, { streamId }) => changeStream(state, streamId, () => null),
};
