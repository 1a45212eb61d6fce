export { createStopRecording } from './stop-recording.ts';
export type { StopRecording } from './stop-recording.ts';
