export { joinAll, startCaptureWorld } from './capture-world.ts';
export type { CaptureWorld, CaptureWorldOptions, Told } from './capture-world.ts';
export { CaptureTenant } from './capture-tenant.ts';
export type { TestSession } from './capture-tenant.ts';
export type { MemoryObjects } from './memory-objects.ts';
export { ride, wrongWith } from './storm.ts';
export type { Wreck } from './storm.ts';
export { RecorderDouble } from './recorder-double.ts';
export type { RecorderMood } from './recorder-double.ts';
