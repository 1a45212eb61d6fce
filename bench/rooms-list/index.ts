// How long a page of GET /v1/rooms takes in a tenant with 100,000 rooms, whether deep pages cost more than the first
// ones, and how long it takes to find what only few rooms, or none, answer to. The floor is PostgreSQL alone, asked for the same pages without an API.
import { randomInt } from 'node:crypto';
import { z } from 'zod';
import { startAdminWorld } from '../load/admin-world.ts';
import type { AdminWorld } from '../load/admin-world.ts';
import { percentile, round } from '../load/statistics.ts';

const rooms = Number(process.env.BENCH_ROOMS ?? 100_000);
const pageLimit = 100;
const warmUpPages = 50;
const targetMs = 50;
/** The last tenth of the list may take this much longer than the first, which is noise. */
const growthMax = 1.5;

const pageSchema = z.object({
  data: z.array(z.object({ id: z.string() })),
  nextCursor: z.string().nullable(),
});

async function fill({ admin, tenantId, roomId }: AdminWorld): Promise<void> {
  const text = `INSERT INTO rooms (id, tenant_id, name, max_participants, policies, external_id, created_at)
    SELECT 'rm_' || lpad(n::text, 24, '0'), r.tenant_id, 'Room ' || n, 6, r.policies, 'customer-' || n % 500,
      now() - n * interval '1 second'
    FROM generate_series(1, $2::int) n, rooms r WHERE r.id = $1`;
  await admin.query(text, [roomId, rooms - 1]);
  // What autovacuum does to a list that has been there for a while: the commit is on disk, then its pages are seen.
  await admin.query('CHECKPOINT');
  await admin.query('VACUUM ANALYZE rooms');
  if (tenantId === '') throw new Error('There is no tenant.');
}

/** Every page of the list in order, with the milliseconds that each took. */
async function walk({ get }: AdminWorld): Promise<number[]> {
  const times: number[] = [];
  const seen = new Set<string>();
  for (let cursor: string | null = ''; cursor !== null;) {
    const { body, durationMs } = await get(
      `/v1/rooms?limit=${String(pageLimit)}${cursor && `&cursor=${cursor}`}`,
    );
    const page = pageSchema.parse(body);
    for (const { id } of page.data) seen.add(id);
    times.push(durationMs);
    cursor = page.nextCursor;
  }
  if (seen.size !== rooms)
    throw new Error(`The pages showed ${String(seen.size)} of ${String(rooms)} rooms.`);
  return times;
}

/** Each of these looks at all rooms, because too few answer to it to fill a page. */
const searches = ['search=99999', 'search=nobody', 'mode=stream', 'live=true', 'search=room%207&test=true'];
const searchRounds = 10;

/** The milliseconds that each of the slowest questions took. */
async function searchAll({ get }: AdminWorld): Promise<number[]> {
  const times: number[] = [];
  for (const query of Array.from({ length: searchRounds }, () => searches).flat())
    times.push((await get(`/v1/rooms?limit=${String(pageLimit)}&${query}`)).durationMs);
  return times;
}

/** The same pages from PostgreSQL itself, each asked for by the place after the one before. */
async function walkFloor({ admin, tenantId }: AdminWorld): Promise<number[]> {
  const times: number[] = [];
  for (let place: [Date, string] | undefined = [new Date(8.64e15 / 1000), '~']; place;) {
    const startedMs = performance.now();
    const { rows }: { rows: { created_at: Date; id: string }[] } = await admin.query({
      name: 'floor',
      text: `SELECT * FROM rooms WHERE tenant_id = $1 AND deleted_at IS NULL AND (created_at, id) < ($2, $3)
        ORDER BY created_at DESC, id DESC LIMIT $4`,
      values: [tenantId, ...place, pageLimit],
    });
    times.push(performance.now() - startedMs);
    const last = rows.at(-1);
    place = last && rows.length === pageLimit ? [last.created_at, last.id] : undefined;
  }
  return times;
}

const seed = Number(process.env.BENCH_SEED ?? randomInt(2 ** 31));
const world = await startAdminWorld();
await fill(world);
for (let n = 0; n < warmUpPages; n += 1) await world.get(`/v1/rooms?limit=${String(pageLimit)}`);
const times = await walk(world);
const found = await searchAll(world);
const floor = await walkFloor(world);
await world.close();

const tenth = Math.ceil(times.length / 10);
const growth = percentile(times.slice(-tenth), 0.5) / percentile(times.slice(0, tenth), 0.5);
const p95Ms = percentile(times, 0.95);
const searchP95Ms = percentile(found, 0.95);
const figures = {
  ...{ rooms, pages: times.length, p50Ms: round(percentile(times, 0.5)), p95Ms: round(p95Ms) },
  ...{ growth: round(growth), floorP95Ms: round(percentile(floor, 0.95)) },
  searchP95Ms: round(searchP95Ms),
  ...{ targetMs, growthMax },
  met: p95Ms <= targetMs && searchP95Ms <= targetMs && growth <= growthMax,
};
console.log(
  `A page of ${String(rooms)} rooms: p95 ${p95Ms.toFixed(1)} ms (target ${String(targetMs)}); ` +
    `the last tenth takes ${growth.toFixed(2)} times as long as the first. ` +
    `A search that fills no page: p95 ${searchP95Ms.toFixed(1)} ms.`,
);
console.log(JSON.stringify({ name: 'rooms-list', seed, figures }));
