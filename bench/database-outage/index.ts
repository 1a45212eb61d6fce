// The API under 100 connections while its PostgreSQL is stopped for five seconds and comes back: how long answers take,
// which errors there are, whether each says when to try again, and how soon all is well afterwards.
import { randomInt, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { migrateDatabase, startEmbeddedPostgres } from '@cloudmeet/database';
import { startChildServer } from '../load/child-server.ts';
import { createRoom } from '../load/create-room.ts';
import { findFreePort } from '../load/find-free-port.ts';
import { requestBytes } from '../load/http-connection.ts';
import { round, seededRandom } from '../load/statistics.ts';
import { judge } from './judge.ts';
import { runClient } from './run-client.ts';
import type { Sample } from './run-client.ts';

const connections = 100;
const thinkMs = 100;
const warmUpMs = 4000;
const calmMs = 5000;
const outageMs = 5000;

const seed = Number(process.env.BENCH_SEED ?? randomInt(2 ** 31));
const random = seededRandom(seed);
const folder = await mkdtemp(join(tmpdir(), 'cloudmeet-bench-'));
const postgresOptions = { dataDir: join(folder, 'postgres'), port: await findFreePort() };
let postgres = await startEmbeddedPostgres(postgresOptions);
await migrateDatabase({ url: postgres.ownerUrl });
const secret = randomUUID() + randomUUID();
const { apiKey, roomId } = await createRoom(postgres.appUrl, secret);
const api = await startChildServer({
  program: fileURLToPath(new URL('../load/api-server.ts', import.meta.url)),
  env: { BENCH_DATABASE_URL: postgres.appUrl, BENCH_SECRET: secret },
});

const headers = { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' };
const at = (path: string) => new URL(path, api.url);
/** Reading, minting and creating: what goes on all day, two thirds of it reading. */
const requests = [
  requestBytes('GET', at(`/v1/rooms/${roomId}`), headers),
  requestBytes('GET', at('/v1/rooms'), headers),
  requestBytes('POST', at(`/v1/rooms/${roomId}/tokens`), headers, '{"role":"host"}'),
  requestBytes('POST', at('/v1/rooms'), headers, '{"name":"Made under load"}'),
];
const choose = () => requests[Math.floor(random() * requests.length)] ?? Buffer.alloc(0);

const samples: Sample[] = [];
const stopped = new AbortController();
const clients = Array.from({ length: connections }, () =>
  runClient({ url: api.url, choose, thinkMs: () => thinkMs * 2 * random(), samples, signal: stopped.signal }),
);
await sleep(warmUpMs);
samples.length = 0;
await sleep(calmMs);
const downAtMs = performance.now();
await postgres.stop();
await sleep(outageMs - (performance.now() - downAtMs));
postgres = await startEmbeddedPostgres(postgresOptions);
const upAtMs = performance.now();
await sleep(calmMs);
stopped.abort();
await Promise.all(clients);
await api.stop();
await postgres.stop();
await rm(folder, { recursive: true, force: true });

const figures = judge(samples, { downAtMs, upAtMs });
for (const [phase, { requests: count, p50Ms, p99Ms, errors }] of Object.entries(figures.phases))
  console.log(
    `${phase}: ${String(count)} requests, p50 ${String(p50Ms)} ms, p99 ${String(p99Ms)} ms, errors ${JSON.stringify(errors)}`,
  );
console.log(
  `All is well ${String(figures.recoveryMs)} ms after the database accepts connections; the slowest answer took ${String(round(figures.slowestMs, 0))} ms.`,
);
console.log(
  JSON.stringify({ name: 'database-outage', seed, figures: { connections, outageMs, ...figures } }),
);
if (!figures.met) process.exitCode = 1;
