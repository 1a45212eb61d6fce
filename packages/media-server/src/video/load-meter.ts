import type { LoadSample } from './shedding/load-shedder.ts';
import type { VideoCounters } from './video-counters.ts';

/**
 * Gives the load since it was last read. Only time on a core counts as work: that others had the core instead is seen by
 * the pictures that are missed, and says nothing about what would fit.
 */
export function createLoadMeter(counters: VideoCounters): () => LoadSample {
  let usage = process.threadCpuUsage();
  let atMs = performance.now();
  let before = { ...counters };
  return () => {
    const { user, system } = process.threadCpuUsage(usage);
    const busy = (user + system) / 1000 / Math.max(1, performance.now() - atMs);
    usage = process.threadCpuUsage();
    atMs = performance.now();
    const missed = counters.ticksMissed - before.ticksMissed;
    const drawn = counters.ticksDrawn - before.ticksDrawn;
    before = { ...counters };
    return { busy: Math.min(1, busy), missed: missed === 0 ? 0 : missed / (missed + drawn) };
  };
}
