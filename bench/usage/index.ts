// How long GET /v1/usage takes over a year of 10 million participant-minutes, by day, room and externalId. The sums of
// each day are put where metering puts them; the floor is one addition of the same rows in PostgreSQL.
import { randomInt } from 'node:crypto';
import { z } from 'zod';
import { startAdminWorld } from '../load/admin-world.ts';
import type { AdminWorld } from '../load/admin-world.ts';
import { percentile, round } from '../load/statistics.ts';

const minutes = Number(process.env.BENCH_MINUTES ?? 10_000_000);
const days = 365;
/** A session of four people and 45 minutes, of which every day has some hundred. */
const minutesOfSession = 180;
const rounds = Number(process.env.BENCH_ROUNDS ?? 15);
const targetMs = 200;
const groups = ['day', 'room', 'externalId'] as const;

const reportSchema = z.object({ total: z.object({ participantMinutes: z.object({ total: z.number() }) }) });

async function fill({ admin, tenantId, roomId }: AdminWorld): Promise<number> {
  const sessions = Math.ceil(minutes / minutesOfSession / days);
  const text = `INSERT INTO usage_daily (tenant_id, day, room_id, external_id, topology, participant_ms, sessions,
      participants)
    SELECT $1, current_date - d, 'rm_' || lpad((s * 7 % 2000)::text, 24, '0'), 'customer-' || s % 300,
      (ARRAY['p2p', 'mixed', 'stream'])[1 + s % 3]::topology, $4::bigint, 1, 4
    FROM generate_series(0, $2::int - 1) d, generate_series(1, $3::int) s
    ON CONFLICT DO NOTHING`;
  const ms = (minutes * 60_000) / days / sessions;
  const { rowCount } = await admin.query(text, [tenantId, days, sessions, Math.round(ms)]);
  await admin.query('ANALYZE usage_daily');
  if (roomId === '') throw new Error('There is no room.');
  return rowCount ?? 0;
}

const today = new Date();
const dayOf = (at: Date) => at.toISOString().slice(0, 10);
const range = `from=${dayOf(new Date(today.getTime() - (days - 1) * 86_400_000))}&to=${dayOf(today)}`;

async function ask({ get }: AdminWorld, group: string): Promise<number> {
  const { body, durationMs } = await get(`/v1/usage?${range}&groupBy=${group}`);
  const { total } = reportSchema.parse(body);
  if (Math.abs(total.participantMinutes.total - minutes) > minutes / 100)
    throw new Error(`The year has ${String(total.participantMinutes.total)} minutes.`);
  return durationMs;
}

async function askFloor({ admin, tenantId }: AdminWorld): Promise<number> {
  const startedMs = performance.now();
  await admin.query('SELECT sum(participant_ms) FROM usage_daily WHERE tenant_id = $1', [tenantId]);
  return performance.now() - startedMs;
}

const seed = Number(process.env.BENCH_SEED ?? randomInt(2 ** 31));
const world = await startAdminWorld();
const rows = await fill(world);
for (const group of groups) for (let n = 0; n < 3; n += 1) await ask(world, group);
const times = new Map<string, number[]>(groups.map((group) => [group, []]));
const floor: number[] = [];
for (let n = 0; n < rounds; n += 1) {
  for (const group of groups) times.get(group)?.push(await ask(world, group));
  floor.push(await askFloor(world));
}
await world.close();

const p95Ms = Object.fromEntries([...times].map(([group, all]) => [group, round(percentile(all, 0.95))]));
const worstMs = Math.max(...Object.values(p95Ms));
const figures = {
  ...{ minutes, rows, rounds, p95Ms, worstMs, floorP50Ms: round(percentile(floor, 0.5)) },
  ...{ targetMs, met: worstMs <= targetMs },
};
console.log(
  `A year of ${String(minutes)} participant-minutes: ${worstMs.toFixed(1)} ms at most (target ${String(targetMs)}).`,
);
console.log(JSON.stringify({ name: 'usage', seed, figures }));
