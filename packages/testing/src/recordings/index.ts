export { joinRecording } from '@cloudmeet/finalize-recording';
export { createTestObjects } from './test-objects.ts';
export type { TestObjects } from './test-objects.ts';
export { RecorderWorld } from './recorder-world.ts';
export { workOf } from './work-of.ts';
