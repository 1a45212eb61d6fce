export { systemClock } from './clock.ts';
export type { Clock } from './clock.ts';
export { createRealtime, socketPath } from './create-realtime.ts';
export type { Realtime, RealtimeConfig, RealtimeOptions } from './create-realtime.ts';
