export { captureFunctions, composeCaptures, openCaptureQueues } from './compose-captures.ts';
export type { Captures, CapturesOptions, CaptureQueues } from './compose-captures.ts';
