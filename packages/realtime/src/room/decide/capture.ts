import type { CapturedBy, Participant } from '@cloudmeet/contracts';
import { unchanged } from '../decided.ts';
import { stopRecording, stopStream } from './change-capture.ts';
import type { CommandHandlers } from './deed.ts';
import { startRecording, startStream } from './start-capture.ts';

const byPerson = ({ id, name }: Participant): CapturedBy => ({ kind: 'participant', id, name });
const requested = 'requested';

/** Recordings and streams. */
export const captureCommands: CommandHandlers<
  'recording.start' | 'recording.stop' | 'recording.consent' | 'stream.start' | 'stream.stop'
> = {
  'recording.start': ({ room, self, context }, wish) =>
    startRecording(
      room,
      { ...wish, kind: 'recording', id: context.newId('recording') },
      byPerson(self),
      context,
    ),
  'recording.stop': ({ room }) => stopRecording(room, requested),
  'recording.consent': ({ self }) =>
    self.consented
      ? unchanged
      : { entries: [{ type: 'recording.consented', data: { participantId: self.id } }] },
  'stream.start': ({ room, self, context }, wish) =>
    startStream(room, { ...wish, kind: 'stream', id: context.newId('stream') }, byPerson(self)),
  'stream.stop': ({ room }) => stopStream(room, requested),
};
