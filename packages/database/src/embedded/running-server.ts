import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readlinkSync, realpathSync, rmSync } from 'node:fs';
import { join } from 'node:path';

export interface RunningServer {
  pid: number;
  port: number;
}

/** A server works in its cluster's folder: that tells it from a stranger that got the same number after a reboot. */
function isServerOf(cluster: string, pid: number): boolean {
  try {
    if (process.platform === 'linux')
      return readlinkSync(`/proc/${String(pid)}/cwd`) === realpathSync(cluster);
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).includes(
      'postgres',
    );
  } catch {
    // No such process, or one of another user: not our server either way.
    return false;
  }
}

/** The server that runs on this cluster. A `postmaster.pid` that a crash left behind is removed. */
export function findRunningServer(cluster: string): RunningServer | undefined {
  const pidFile = join(cluster, 'postmaster.pid');
  if (!existsSync(pidFile)) return undefined;
  const lines = readFileSync(pidFile, 'utf8').split('\n');
  const pid = Number(lines[0]);
  const port = Number(lines[3]);
  if (Number.isInteger(pid) && pid > 1 && isServerOf(cluster, pid)) return { pid, port };
  rmSync(pidFile, { force: true });
  return undefined;
}
