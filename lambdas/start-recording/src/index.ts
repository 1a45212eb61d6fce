export { createStartRecording } from './start-recording.ts';
export type { StartRecording } from './start-recording.ts';
