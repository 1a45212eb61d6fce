import { readFileSync } from 'node:fs';

const nanosecondsPerMs = 1e6;

/**
 * How long the main thread of a process has been ready to run without getting a core, in ms since its start (the second
 * number of /proc/PID/schedstat on Linux); undefined where the machine does not tell.
 */
export function runDelayMsOf(pid: number | undefined): number | undefined {
  if (process.platform !== 'linux' || pid === undefined) return undefined;
  try {
    const delay = Number(readFileSync(`/proc/${String(pid)}/schedstat`, 'latin1').split(' ')[1]);
    return Number.isFinite(delay) ? delay / nanosecondsPerMs : undefined;
  } catch {
    // The process has just ended, or this kernel does not count: nobody is excused then.
    return undefined;
  }
}
