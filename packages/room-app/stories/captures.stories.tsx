import { screen } from '@testing-library/dom';
import { moment } from './story.tsx';

export default { title: 'Room/Recording and streaming' };

export const RecordingAsHost = moment({ at: 'recording' });
export const RecordingAsAttendee = moment({ at: 'recording', as: 'Mei Tanaka' });
/** Asked of everybody whom the recording meets in the room: until they agree nothing of them is sent. */
export const Consent = moment({ at: 'recording-asked', as: 'Mei Tanaka' }, async () => {
  await screen.findByRole('dialog');
});
export const RecordingBegins = moment({ at: 'recording', since: 'recording-asked' });
export const RecordingStops = moment({ at: 'recording-stopping' });
export const RecordingKept = moment({ at: 'recorded', since: 'recording-stopping' });
export const RecordingFailed = moment({ at: 'recording-failed', since: 'recording-again' });
export const StartRecording = moment({ at: 'two', view: { dialog: 'recording' } });
export const StopRecording = moment({ at: 'recording', view: { dialog: 'recording' } });

export const StreamStarts = moment({ at: 'stream-starting' });
export const LiveAsHost = moment({ at: 'live' });
export const LiveAsAttendee = moment({ at: 'live', as: 'Mei Tanaka' });
export const StartStream = moment({ at: 'two', view: { dialog: 'stream' } });
export const StreamInTrouble = moment({ at: 'stream-retrying', view: { dialog: 'stream' } });
export const StreamEnds = moment({ at: 'streamed', since: 'stream-retrying' });
