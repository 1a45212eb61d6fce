export { createFinalizeRecording } from './finalize-recording.ts';
export type { FinalizeRecording, FinalizeRecordingOptions } from './finalize-recording.ts';
export { joinRecording } from './mp4/join-recording.ts';
