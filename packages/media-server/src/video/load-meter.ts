import { performance } from 'node:perf_hooks';
import type { LoadSample } from './shedding/load-shedder.ts';
import type { VideoCounters } from './video-counters.ts';

/** Gives the load since it was last read. Time in which other processes had the core counts as work: it is missing. */
export function createLoadMeter(counters: VideoCounters): () => LoadSample {
  let utilisation = performance.eventLoopUtilization();
  let before = { ...counters };
  return () => {
    const since = performance.eventLoopUtilization(utilisation);
    utilisation = performance.eventLoopUtilization();
    const missed = counters.ticksMissed - before.ticksMissed;
    const drawn = counters.ticksDrawn - before.ticksDrawn;
    before = { ...counters };
    return { busy: since.utilization, missed: missed === 0 ? 0 : missed / (missed + drawn) };
  };
}
