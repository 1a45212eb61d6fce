import { runDelayMsOf } from '../src/node/run-delay.ts';

/**
 * Begins to count for how long processes, and this one, wait for a core: what is late by that is late because of the
 * machine, and not because of what a test does to them. Returns how many ms it has been.
 */
export function waitedForCores(pids: readonly number[]): () => number {
  const waitedMs = () => [process.pid, ...pids].reduce((all, pid) => all + (runDelayMsOf(pid) ?? 0), 0);
  const beforeMs = waitedMs();
  return () => waitedMs() - beforeMs;
}
