import { readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isAlive } from '../embedded/is-alive.ts';
import { findRunningServer } from '../embedded/running-server.ts';

/** Folders of test runs are named after the process that made them. */
export const testFolderPrefix = join(tmpdir(), 'cloudmeet-test-');
const folderName = /^cloudmeet-test-(\d+)-/;

/** A test run that was killed leaves its PostgreSQL running: the next one stops it and takes its folder away. */
export async function removeOrphans(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const [, pid] = folderName.exec(name) ?? [];
    if (pid === undefined || isAlive(Number(pid))) continue;
    const folder = join(tmpdir(), name);
    if ((await stat(folder)).uid !== process.getuid?.()) continue;
    const server = findRunningServer(join(folder, 'postgres', 'cluster'));
    // Immediate shutdown (PostgreSQL documentation, section "Shutting Down the Server"): its data is thrown away.
    if (server) process.kill(server.pid, 'SIGQUIT');
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}
