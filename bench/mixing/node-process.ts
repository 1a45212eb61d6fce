import { fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { cpuMsOf, pinSelf } from '../load/child-server.ts';

export interface NodeOptions {
  internalSecret: string;
  /** Tiles of a picture at most. */
  tilesMax?: number;
}

export interface NodeProcessReport {
  name: string;
  pid: number;
  figures: Readonly<Record<string, number>>;
  restarts: number;
}

export interface NodeAnswer {
  controlUrl: string;
  processes: NodeProcessReport[];
}

/** What a process of the node had used and measured at a moment. */
export interface ProcessUsage extends NodeProcessReport {
  cpuMs: number;
  rssBytes: number;
}

export interface NodeUsage {
  atMs: number;
  processes: ProcessUsage[];
}

/** The media node under test. This process, which is the load, stays on core 0. */
export interface NodeUnderTest {
  controlUrl: string;
  usage(): Promise<NodeUsage>;
  close(): Promise<void>;
}

export const serverCore = 1;
const loadCore = 0;
export const allCores = `0-${String(availableParallelism() - 1)}`;
const pageBytes = 4096;

/** NaN for a process that has just ended. */
function rssBytesOf(pid: number): number {
  const path = `/proc/${String(pid)}/statm`;
  if (!existsSync(path)) return NaN;
  return Number(readFileSync(path, 'latin1').split(' ')[1]) * pageBytes;
}

/** Runs `start` so that the processes it starts are tied to the server's core. */
export function onServerCore<T>(start: () => T): T {
  return on(String(serverCore), start);
}

/** Runs `start` so that the processes it starts may use the whole machine. */
export function onEveryCore<T>(start: () => T): T {
  return on(allCores, start);
}

function on<T>(cores: string, start: () => T): T {
  pinSelf(cores);
  try {
    return start();
  } finally {
    pinSelf(loadCore);
  }
}

/** `pinned`: on core 1 alone; otherwise it may use every core. */
export async function startNode(options: NodeOptions, pinned: boolean): Promise<NodeUnderTest> {
  const program = fileURLToPath(new URL('media-node.ts', import.meta.url));
  const child = on(pinned ? String(serverCore) : allCores, () =>
    fork(program, [JSON.stringify(options)], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] }),
  );
  const answered = async () => {
    const [answer] = (await once(child, 'message')) as [NodeAnswer];
    return answer;
  };
  const { controlUrl } = await answered();
  return {
    controlUrl,
    usage: async () => {
      child.send('usage');
      const { processes } = await answered();
      return {
        atMs: performance.now(),
        processes: processes.map((one) => ({
          ...one,
          cpuMs: cpuMsOf(one.pid) ?? NaN,
          rssBytes: rssBytesOf(one.pid),
        })),
      };
    },
    close: async () => {
      const ended = once(child, 'exit');
      child.disconnect();
      await ended;
    },
  };
}

/** Cores that each process used between two moments. */
export function coresBetween(before: NodeUsage, after: NodeUsage): Record<string, number> {
  const elapsedMs = after.atMs - before.atMs;
  return Object.fromEntries(
    after.processes.map(({ name, cpuMs }) => {
      const earlier = before.processes.find((one) => one.name === name)?.cpuMs ?? 0;
      return [name, (cpuMs - earlier) / elapsedMs];
    }),
  );
}

export function sum(cores: Readonly<Record<string, number>>): number {
  return Object.values(cores).reduce((total, one) => total + one, 0);
}
