export { createRecorder } from './create-recorder.ts';
export type { Recorder, RecorderConfig, RecorderOptions } from './create-recorder.ts';
