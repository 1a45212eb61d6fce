export { createStopStream } from './stop-stream.ts';
export type { StopStream } from './stop-stream.ts';
