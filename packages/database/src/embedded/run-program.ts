import { spawn } from 'node:child_process';
import type { Account } from './account.ts';

export interface ProgramResult {
  status: number;
  output: string;
}

/**
 * Runs one of PostgreSQL's programs to its end. `daemon`: it leaves a server behind, so its output is not waited for.
 * Rejects when the program cannot be started at all.
 */
export async function runProgram(
  account: Account,
  program: string,
  args: readonly string[],
  options: { daemon?: boolean } = {},
): Promise<ProgramResult> {
  const [command = program, ...rest]: string[] = [...account.prefix, program, ...args];
  const child = spawn(command, rest, {
    ...account.ids,
    cwd: '/',
    env: { PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C' },
    stdio: ['ignore', options.daemon ? 'ignore' : 'pipe', options.daemon ? 'ignore' : 'pipe'],
  });
  let output = '';
  const collect = (chunk: Buffer) => (output += chunk.toString('utf8'));
  child.stdout?.on('data', collect);
  child.stderr?.on('data', collect);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once(options.daemon ? 'exit' : 'close', (status: number | null) => {
      resolve({ status: status ?? -1, output });
    });
  });
}
