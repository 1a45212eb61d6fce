import type { LoadSample } from './shedding/load-shedder.ts';
import type { VideoCounters } from './video-counters.ts';

export interface Load extends LoadSample {
  /** Share of a core that the process used, 0 to 1. */
  busy: number;
}

/**
 * Gives the load since it was last read. How much is occupied is the time of the event loop, not that on a core: where others
 * have the core meanwhile, no more of our work fits into that time either.
 */
export function createLoadMeter(counters: VideoCounters): () => Load {
  let usage = process.threadCpuUsage();
  let atMs = performance.now();
  let loop = performance.eventLoopUtilization();
  let before = { ...counters };
  return () => {
    const { user, system } = process.threadCpuUsage(usage);
    const busy = (user + system) / 1000 / Math.max(1, performance.now() - atMs);
    const occupied = performance.eventLoopUtilization(loop).utilization;
    usage = process.threadCpuUsage();
    atMs = performance.now();
    loop = performance.eventLoopUtilization();
    const missed = counters.ticksMissed - before.ticksMissed;
    const drawn = counters.ticksDrawn - before.ticksDrawn;
    before = { ...counters };
    return { busy: Math.min(1, busy), occupied, missed: missed === 0 ? 0 : missed / (missed + drawn) };
  };
}
