import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { expect, test } from 'vitest';
import { removeOrphans } from '../src/testing/remove-orphans.ts';
import { startTestServer } from '../src/testing/index.ts';

const module = fileURLToPath(new URL('../src/testing/index.ts', import.meta.url));
const script = `
  const { startTestServer } = await import(${JSON.stringify(module)});
  const server = await startTestServer();
  console.log((await server.createDatabase()).adminUrl);
  setInterval(() => undefined, 1000);`;

const connects = async (url: string) => {
  const client = new pg.Client(url);
  return client.connect().then(
    () => client.end().then(() => true),
    () => false,
  );
};

test('the database of a test run that was killed goes with the next run; those of living ones stay', async () => {
  const living = await startTestServer();
  const { adminUrl: livingUrl } = await living.createDatabase();
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = new Promise((resolve) => child.once('exit', resolve));
  const url = await new Promise<string>((resolve) => createInterface(child.stdout).once('line', resolve));
  await removeOrphans();
  expect(await connects(url)).toBe(true);
  child.kill('SIGKILL');
  await exited;
  expect(await connects(url)).toBe(true);
  await removeOrphans();
  await expect.poll(() => connects(url), { timeout: 10_000 }).toBe(false);
  expect(await connects(livingUrl)).toBe(true);
  await living.stop();
});
