export { createStartStream } from './start-stream.ts';
export type { StartStream } from './start-stream.ts';
