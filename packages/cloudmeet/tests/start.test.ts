import { chmod, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { freeBasePort, holdPort, isListening, spawnCloudMeet } from './cloudmeet-process.ts';
import type { CloudMeetProcess } from './cloudmeet-process.ts';

let folder: string;
let port: number;
let running: CloudMeetProcess[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cloudmeet-start-'));
  await chmod(folder, 0o711);
  port = await freeBasePort();
  running = [];
});
afterEach(async () => {
  for (const one of running)
    if (one.child.exitCode === null && one.child.signalCode === null) await one.end('SIGTERM');
  await rm(folder, { recursive: true, force: true });
});

function start(): CloudMeetProcess {
  const one = spawnCloudMeet({ CLOUDMEET_PORT: String(port), CLOUDMEET_DATA_DIR: join(folder, 'data') });
  running.push(one);
  return one;
}

const parts = () => [port, port + 1, port + 2, port + 3, port + 9];
const createRoom = (apiUrl: string, apiKey: string) =>
  fetch(`${apiUrl}/v1/rooms`, { method: 'POST', headers: { authorization: `Bearer ${apiKey}` } });

/** Ends it, and everything that it started goes with it. */
async function endWhole(one: CloudMeetProcess, signal: 'SIGINT' | 'SIGTERM'): Promise<void> {
  expect(await Promise.all(parts().map(isListening))).toEqual(parts().map(() => true));
  expect(await one.end(signal)).toBe(0);
  expect(await Promise.all(parts().map(isListening))).toEqual(parts().map(() => false));
}

describe('cloudmeet start', () => {
  it(
    'brings everything up, says where in dev.json (mode 600), its keys work, and SIGINT stops all of it, PostgreSQL too',
    { timeout: 90_000 },
    async () => {
      const one = start();
      const dev = await one.ready();
      expect((await stat(join(folder, 'data', 'dev.json'))).mode & 0o777).toBe(0o600);
      expect(dev.tenants).toHaveLength(2);
      for (const { apiKey } of dev.tenants) expect((await createRoom(dev.apiUrl, apiKey)).status).toBe(201);
      expect((await fetch(`${dev.apiUrl}/readyz`)).status).toBe(200);
      expect((await fetch(dev.sandboxUrl)).status).toBe(200);
      expect((await fetch(dev.consoleUrl ?? '')).status).toBe(200);
      expect(new URL(dev.sandboxUrl).hostname).not.toBe(new URL(dev.roomUrl).hostname);
      await endWhole(one, 'SIGINT');
    },
  );

  it(
    'recovers after kill -9 with the same tenants and their rooms, and SIGTERM stops all of it',
    { timeout: 120_000 },
    async () => {
      const first = start();
      const before = await first.ready();
      const apiKey = before.tenants[0]?.apiKey ?? '';
      const room = (await (await createRoom(before.apiUrl, apiKey)).json()) as { id: string };
      await first.end('SIGKILL');
      const second = start();
      const after = await second.ready();
      expect(after.tenants).toEqual(before.tenants);
      const answer = await fetch(`${after.apiUrl}/v1/rooms/${room.id}`, {
        headers: { authorization: `Bearer ${apiKey}` },
      });
      expect(answer.status).toBe(200);
      await endWhole(second, 'SIGTERM');
    },
  );

  it('names a taken port and how to move', { timeout: 60_000 }, async () => {
    const holder = await holdPort(port + 1);
    const one = start();
    await expect(one.ready()).rejects.toThrow(`Port ${String(port + 1)} is taken`);
    expect(one.output()).toContain('CLOUDMEET_PORT');
    expect(one.child.exitCode).toBe(1);
    await holder.close();
  });

  it('names a data folder that is a file', { timeout: 60_000 }, async () => {
    await writeFile(join(folder, 'data'), 'in the way');
    const one = start();
    await expect(one.ready()).rejects.toThrow('it is a file');
    expect(one.output()).toContain('CLOUDMEET_DATA_DIR');
  });
});
