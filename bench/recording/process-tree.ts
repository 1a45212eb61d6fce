import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { cpuMsOf } from '../load/child-server.ts';

const kilobyte = 1024;

export interface TreeUsage {
  /** Per process, so that one that has ended in between is not counted negatively. */
  cpuMs: ReadonlyMap<number, number>;
  /** Shared pages are counted once, by their share. */
  memoryBytes: number;
}

/** All processes below these, and they themselves. */
function treeOf(roots: readonly number[]): number[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    const path = `/proc/${name}/stat`;
    if (!/^\d+$/.test(name) || !existsSync(path)) continue;
    const fields = readFileSync(path, 'latin1')
      .replace(/^.*\) /, '')
      .split(' ');
    parents.set(Number(name), Number(fields[1]));
  }
  const found = new Set(roots);
  for (let before = 0; before < found.size;) {
    before = found.size;
    for (const [pid, parent] of parents) if (found.has(parent)) found.add(pid);
  }
  return [...found];
}

/** Proportional memory of a process; 0 for one that has just ended. */
function memoryOf(pid: number): number {
  const path = `/proc/${String(pid)}/smaps_rollup`;
  if (!existsSync(path)) return 0;
  const [, kilobytes] = /^Pss:\s+(\d+) kB/m.exec(readFileSync(path, 'latin1')) ?? [];
  return Number(kilobytes ?? 0) * kilobyte;
}

export function usageOfTree(roots: readonly number[]): TreeUsage {
  const pids = treeOf(roots);
  return {
    cpuMs: new Map(pids.map((pid) => [pid, cpuMsOf(pid) ?? 0])),
    memoryBytes: pids.reduce((sum, pid) => sum + memoryOf(pid), 0),
  };
}

/** Milliseconds of CPU between two looks. */
export function cpuBetween(before: TreeUsage, after: TreeUsage): number {
  return after.cpuMs.entries().reduce((sum, [pid, ms]) => sum + ms - (before.cpuMs.get(pid) ?? 0), 0);
}
