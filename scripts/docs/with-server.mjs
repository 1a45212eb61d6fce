import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root, toolEnvironment } from '../lib/run.mjs';

const startLimitMs = 120_000;

/** The first of ten free ports on the loopback address, below the range that outgoing connections use. */
async function findBasePort() {
  for (let base = 14400; base < 24400; base += 100) {
    const free = await Promise.all([0, 1, 2, 3, 9].map((offset) => isFree(base + offset)));
    if (free.every(Boolean)) return base;
  }
  throw new Error('no ten free ports between 14400 and 24400');
}

function isFree(port) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}

async function readWhenReady(child, dataDir) {
  const deadline = Date.now() + startLimitMs;
  while (Date.now() < deadline && child.exitCode === null) {
    try {
      const details = JSON.parse(readFileSync(join(dataDir, 'dev.json'), 'utf8'));
      const { ok } = await fetch(`${details.apiUrl}/readyz`);
      if (ok) return details;
    } catch (error) {
      if (error.code !== 'ENOENT' && !(error instanceof TypeError) && !(error instanceof SyntaxError))
        throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('CloudMeet did not become ready');
}

/**
 * Starts CloudMeet on an empty data folder, calls `work` with the environment in which documented examples run
 * (`CLOUDMEET_API_URL`, `CLOUDMEET_API_KEY`), and stops it again.
 */
export async function withServer(work) {
  const dataDir = mkdtempSync(join(tmpdir(), 'cloudmeet-docs-'));
  const env = { CLOUDMEET_DATA_DIR: join(dataDir, 'data'), CLOUDMEET_PORT: String(await findBasePort()) };
  const child = spawn('node', ['packages/cloudmeet/bin/cloudmeet.js', 'start'], {
    cwd: root,
    env: toolEnvironment(env),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  const closed = new Promise((resolve) => child.once('close', resolve));
  try {
    const { apiUrl, tenants } = await readWhenReady(child, env.CLOUDMEET_DATA_DIR);
    return await work({ CLOUDMEET_API_URL: apiUrl, CLOUDMEET_API_KEY: tenants[0].apiKey });
  } catch (error) {
    throw new Error(`${error.message}\n${output.slice(-4000)}`, { cause: error });
  } finally {
    child.kill('SIGTERM');
    await closed;
    rmSync(dataDir, { recursive: true, force: true });
  }
}
