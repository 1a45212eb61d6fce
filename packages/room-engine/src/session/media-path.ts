import { topologies } from '@cloudmeet/contracts';
import type { Topology } from '@cloudmeet/contracts';
import type { VideoEngine } from '../engines/video-engine.ts';

/** The ways that media takes to a page; each has an engine. */
export type Way = Topology;
export const ways: readonly Way[] = topologies;

/** One engine at work, and what it brings put where the page finds it. */
export interface MediaPath {
  readonly engine: VideoEngine;
  /** The room's state changed. */
  followRoom(): void;
  /** Shows nothing while paused. */
  pause(paused: boolean): void;
  close(): void;
}
