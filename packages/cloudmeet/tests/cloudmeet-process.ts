import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { devFileSchema } from '@cloudmeet/contracts';
import type { DevFile } from '@cloudmeet/contracts';
import { expect } from 'vitest';

const program = fileURLToPath(new URL('../bin/cloudmeet.js', import.meta.url));

/** `cloudmeet start` as a process of its own, as a person runs it. */
export interface CloudMeetProcess {
  child: ChildProcess;
  output(): string;
  /** Resolves when it printed that it is ready; rejects with what it printed when it ended instead. */
  ready(): Promise<DevFile>;
  /** Sends a signal and resolves to the exit code when the process is gone. */
  end(signal: NodeJS.Signals): Promise<number | null>;
}

export function spawnCloudMeet(environment: {
  CLOUDMEET_PORT: string;
  CLOUDMEET_DATA_DIR: string;
}): CloudMeetProcess {
  const child = spawn(process.execPath, [program, 'start'], {
    env: { ...process.env, LOG_LEVEL: 'warn', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  const exited = once(child, 'exit');
  return {
    child,
    output: () => printed,
    ready: async () => {
      await expect
        .poll(() => (child.exitCode === null ? printed : 'ended'), { timeout: 60_000, interval: 50 })
        .toMatch(/CloudMeet is ready|^ended$/);
      if (child.exitCode !== null) throw new Error(printed);
      return devFileSchema.parse(
        JSON.parse(await readFile(join(environment.CLOUDMEET_DATA_DIR, 'dev.json'), 'utf8')),
      );
    },
    end: async (signal) => {
      child.kill(signal);
      await exited;
      return child.exitCode;
    },
  };
}

/** Holds a port of 127.0.0.1 until it is closed. */
export async function holdPort(port: number): Promise<{ port: number; close(): Promise<void> }> {
  const server = createServer();
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address() as AddressInfo;
  return {
    port: address.port,
    close: async () => {
      server.close();
      await once(server, 'close');
    },
  };
}

export async function isListening(port: number): Promise<boolean> {
  try {
    await (await holdPort(port)).close();
    return false;
  } catch (thrown) {
    if (thrown instanceof Error && 'code' in thrown && thrown.code === 'EADDRINUSE') return true;
    throw thrown;
  }
}

/** A base port whose next nine are free too. */
export async function freeBasePort(): Promise<number> {
  for (let tries = 0; tries < 50; tries += 1) {
    const base = 21_000 + Math.floor(Math.random() * 3000) * 10;
    const taken = await Promise.all(Array.from({ length: 10 }, (_, offset) => isListening(base + offset)));
    if (!taken.some(Boolean)) return base;
  }
  throw new Error('No ten free ports in a row were found.');
}
