import type { Topology } from '@cloudmeet/contracts';
import type { VideoEngine } from '../engines/video-engine.ts';

/** The topologies that have an engine in this page. */
export type Way = Exclude<Topology, 'stream'>;
export const ways = ['p2p', 'mixed'] as const satisfies Way[];

/** One engine at work, and what it brings put where the page finds it. */
export interface MediaPath {
  readonly engine: VideoEngine;
  /** The room's state changed. */
  followRoom(): void;
  /** Shows nothing while paused. */
  pause(paused: boolean): void;
  close(): void;
}
