import { execFile, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import pg from 'pg';
import { afterAll, afterEach, expect, test } from 'vitest';
import { z } from 'zod';
import { credentialsPath } from '../src/embedded/credentials.ts';
import { EmbeddedPostgresError, startEmbeddedPostgres } from '../src/index.ts';
import type { EmbeddedPostgres, EmbeddedPostgresOptions } from '../src/index.ts';

const cleanups: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).toReversed()) await cleanup();
});

async function occupy(port = 0): Promise<{ server: Server; port: number }> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const address = server.address();
  return { server, port: typeof address === 'object' && address ? address.port : 0 };
}
const release = (server: Server) => new Promise((resolve) => server.close(resolve));

async function freePort(): Promise<number> {
  const { server, port } = await occupy();
  await release(server);
  return port;
}

/** A folder that only its owner passes through, as `mktemp -d` makes it. */
async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'cloudmeet-embedded-'));
  cleanups.push(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

let finished: string | undefined;
afterAll(() => rm(finished ?? '', { recursive: true, force: true }));

/** A folder with a stopped database in it, as an earlier start left it: making one takes PostgreSQL seconds. */
async function usedFolder(): Promise<string> {
  if (finished === undefined) {
    finished = await mkdtemp(join(tmpdir(), 'cloudmeet-embedded-'));
    const first = await startEmbeddedPostgres({
      dataDir: finished,
      port: await freePort(),
      durability: 'none',
    });
    await first.stop();
  }
  const folder = await newFolder();
  // with its owner, who need not be the one that starts it
  await promisify(execFile)('cp', ['-a', `${finished}/.`, folder]);
  return folder;
}

async function start(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const postgres = await startEmbeddedPostgres(options);
  cleanups.push(() => postgres.stop());
  return postgres;
}

async function query(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(url);
  client.on('error', () => {
    // A server that is killed in these tests takes its connections with it; the queries fail by themselves.
  });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end();
  }
}

const heldSchema = z.object({ appUrl: z.string(), adminUrl: z.string(), reattached: z.boolean() });

/** A process of its own that runs the database, until it is killed as by `kill -9`. */
async function startProcess(dataDir: string, port: number) {
  const script = fileURLToPath(new URL('./hold-embedded.ts', import.meta.url));
  const child = spawn(process.execPath, [script, dataDir, String(port)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = new Promise<undefined>((resolve) => child.once('exit', () => resolve(undefined)));
  const printed = new Promise<string>((resolve) => createInterface(child.stdout).once('line', resolve));
  const line = await Promise.race([printed, exited]);
  const kill = async () => {
    child.kill('SIGKILL');
    await exited;
  };
  cleanups.push(kill);
  return { ...heldSchema.parse(JSON.parse(line ?? '')), kill };
}

const clusterOf = (dataDir: string) => join(dataDir, 'cluster');
const postmasterPid = (dataDir: string) =>
  Number(readFileSync(join(clusterOf(dataDir), 'postmaster.pid'), 'utf8').split('\n')[0]);

async function problemOf(starting: Promise<EmbeddedPostgres>): Promise<EmbeddedPostgresError> {
  try {
    const postgres = await starting;
    await postgres.stop();
  } catch (error) {
    if (error instanceof EmbeddedPostgresError) return error;
    throw error;
  }
  throw new Error('The database started.');
}

test('starts a real PostgreSQL on loopback only, with logins that need their passwords, and keeps its data', async () => {
  const dataDir = join(await newFolder(), 'data');
  const port = await freePort();
  const first = await start({ dataDir, port });
  const [row] = await query(
    first.adminUrl,
    "SELECT version(), current_setting('listen_addresses') AS listen, current_setting('unix_socket_directories') AS sockets, current_setting('fsync') AS fsync",
  );
  expect(row).toMatchObject({ listen: '127.0.0.1', sockets: '', fsync: 'on' });
  expect(row?.['version']).toMatch(/^PostgreSQL 18/);
  const [app] = await query(
    first.appUrl,
    'SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user',
  );
  expect(app).toEqual({ rolsuper: false, rolbypassrls: false });
  const wrong = new URL(first.adminUrl);
  wrong.password = 'wrong';
  await expect(query(wrong.href, 'SELECT 1')).rejects.toThrow(/password authentication failed/);
  expect((await stat(credentialsPath(clusterOf(dataDir)))).mode & 0o777).toBe(0o600);

  await query(first.ownerUrl, 'CREATE TABLE kept (n int); INSERT INTO kept VALUES (7)');
  await Promise.all([first.stop(), first.stop()]);
  await expect(query(first.adminUrl, 'SELECT 1')).rejects.toThrow(/ECONNREFUSED/);
  const second = await start({ dataDir, port });
  expect(second.reattached).toBe(false);
  expect(await query(second.ownerUrl, 'SELECT n FROM kept')).toEqual([{ n: 7 }]);
});

test('a process that was killed leaves its server to the next one; on another port it is moved there', async () => {
  const dataDir = await usedFolder();
  const [port, other] = [await freePort(), await freePort()];
  const first = await startProcess(dataDir, port);
  await first.kill();
  const second = await startProcess(dataDir, port);
  expect(second).toMatchObject({ reattached: true, appUrl: first.appUrl });
  await second.kill();
  const third = await start({ dataDir, port: other });
  expect(third.reattached).toBe(false);
  expect(await query(third.adminUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  await expect(query(first.adminUrl, 'SELECT 1')).rejects.toThrow(/ECONNREFUSED/);
});

test('a second process on the same data is refused while the first one lives', async () => {
  const dataDir = await usedFolder();
  const port = await freePort();
  const first = await start({ dataDir, port, durability: 'none' });
  for (const asked of [port, await freePort()]) {
    const error = await problemOf(startEmbeddedPostgres({ dataDir, port: asked }));
    expect(error).toMatchObject({ problem: 'folder-in-use' });
  }
  expect(await query(first.adminUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
});

test('PostgreSQL itself is started again after kill -9, and everything that was acknowledged is there', async () => {
  const dataDir = await usedFolder();
  const port = await freePort();
  const problems: unknown[] = [];
  const postgres = await start({ dataDir, port, onProblem: (problem) => problems.push(problem) });
  await query(postgres.ownerUrl, 'CREATE TABLE written (n int)');
  const client = new pg.Client(postgres.ownerUrl);
  client.on('error', () => {
    // The kill below ends this connection; the insert that is under way fails.
  });
  await client.connect();
  let acknowledged = 0;
  const writing = (async () => {
    for (;;) {
      await client.query('INSERT INTO written VALUES ($1)', [acknowledged + 1]);
      acknowledged += 1;
    }
  })().catch(() => client.end().catch(() => undefined));
  await expect.poll(() => acknowledged).toBeGreaterThan(50);
  process.kill(postmasterPid(dataDir), 'SIGKILL');
  await writing;
  const count = () => query(postgres.ownerUrl, 'SELECT count(*)::int AS rows, max(n) AS last FROM written');
  await expect.poll(() => count().catch(() => []), { timeout: 20_000 }).toHaveLength(1);
  expect(problems[0]).toBeUndefined();
  const [row] = await count();
  expect(Number(row?.['rows'])).toBeGreaterThanOrEqual(acknowledged);
  expect(row?.['last']).toBe(row?.['rows']);
});

test('a postmaster.pid whose number belongs to another program now does not keep it from starting', async () => {
  const dataDir = await usedFolder();
  const port = await freePort();
  const lines = [process.pid, clusterOf(dataDir), 1_700_000_000, port, '', '127.0.0.1', '0 0', 'ready'];
  await writeFile(join(clusterOf(dataDir), 'postmaster.pid'), lines.join('\n'));
  const second = await start({ dataDir, port });
  expect(await query(second.adminUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
});

test('a start that was interrupted half-way leaves nothing that the next one trips over', async () => {
  const dataDir = await newFolder();
  await mkdir(join(dataDir, 'cluster-unfinished-999999999-abcd', 'cluster', 'base'), { recursive: true });
  const postgres = await start({ dataDir, port: await freePort(), durability: 'none' });
  expect(await query(postgres.adminUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  expect(await readdir(dataDir)).toEqual(['cluster']);
});

test('a taken port is named', async () => {
  const { server, port } = await occupy();
  cleanups.push(() => release(server));
  const error = await problemOf(startEmbeddedPostgres({ dataDir: await newFolder(), port }));
  expect(error).toMatchObject({ problem: 'port-taken' });
  expect(error.message).toContain(`Port ${String(port)} on 127.0.0.1`);
  expect(error.message).toContain('CLOUDMEET_PORT');
});

test('a folder that cannot be written, and a full disk, are named', async () => {
  const folder = await newFolder();
  await writeFile(join(folder, 'file'), '');
  const port = await freePort();
  const unwritable = await problemOf(startEmbeddedPostgres({ dataDir: join(folder, 'file', 'data'), port }));
  expect(unwritable).toMatchObject({ problem: 'folder-not-writable' });
  expect(unwritable.message).toContain(join(folder, 'file', 'data'));
  const full = await problemOf(startEmbeddedPostgres({ dataDir: folder, port, freeBytesMin: 2 ** 60 }));
  expect(full).toMatchObject({ problem: 'disk-full' });
  expect(full.message).toMatch(/has only \d+ MB left/);
  expect(existsSync(clusterOf(folder))).toBe(false);
});

test('data of another PostgreSQL version, and lost passwords, are named before anything is touched', async () => {
  const dataDir = await usedFolder();
  const port = await freePort();
  const version = join(clusterOf(dataDir), 'PG_VERSION');
  await writeFile(version, '17\n');
  const older = await problemOf(startEmbeddedPostgres({ dataDir, port }));
  expect(older).toMatchObject({ problem: 'version-mismatch' });
  await writeFile(version, '18\n');
  await rm(credentialsPath(clusterOf(dataDir)));
  const lost = await problemOf(startEmbeddedPostgres({ dataDir, port }));
  expect(lost).toMatchObject({ problem: 'credentials-missing' });
});

test('it starts where only its owner gets through the folders on the way, and where all do, with the same data', async () => {
  const folder = await newFolder();
  const dataDir = join(folder, 'data');
  for (const mode of [0o700, 0o755, 0o700]) {
    await chmod(folder, mode);
    const postgres = await start({ dataDir, port: await freePort(), durability: 'none' });
    expect(await query(postgres.appUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await postgres.stop();
  }
});

test('of processes that start on the same new folder at once one gets it and the others are told', async () => {
  const dataDir = await newFolder();
  const starting = [await freePort(), await freePort()].map((port) =>
    start({ dataDir, port, durability: 'none' }),
  );
  const results = await Promise.allSettled(starting);
  expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1);
  const refused = results.find((result) => result.status === 'rejected');
  expect(refused?.reason).toMatchObject({ problem: 'folder-in-use' });
});
