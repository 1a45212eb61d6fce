import { PrismaPg } from '@prisma/adapter-pg';
import { newId } from '@cloudmeet/contracts';
import fc from 'fast-check';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { assertRowSecurityHolds } from '../src/connection/assert-row-security.ts';
import { PrismaClient } from '../src/generated/client.ts';
import type { Prisma } from '../src/generated/client.ts';
import { fillTenant } from './fill-tenant.ts';
import { times, worldOfTest } from './world.ts';

const world = worldOfTest();
/** Every table of tenants, by the name of its Prisma model. */
const models = [
  'tenant',
  'membership',
  'invitation',
  'auditEntry',
  'auditHead',
  'usageProgress',
  'usageDay',
  'requestLogEntry',
  'tenantLogo',
  'budget',
  'budgetCrossing',
  'apiKey',
  'allowedOrigin',
  'tenantSigningKey',
  'room',
  'session',
  'capture',
  'captureSegment',
  'participant',
  'sessionBan',
  'roomEntry',
  'roomLease',
  'idempotencyKey',
  'outboxMessage',
  'webhookEndpoint',
  'webhookDelivery',
] as const;
type Model = (typeof models)[number];

let tenants: Awaited<ReturnType<typeof fillTenant>>[];
let bound: PrismaClient;
let unbound: PrismaClient;
beforeAll(async () => {
  tenants = [];
  for (const _ of times(4)) tenants.push(await fillTenant(world.database));
  bound = new PrismaClient({ adapter: new PrismaPg({ connectionString: world.urls.appUrl, max: 4 }) });
  unbound = new PrismaClient({ adapter: new PrismaPg({ connectionString: world.urls.adminUrl, max: 4 }) });
});
afterAll(async () => {
  await bound.$disconnect();
  await unbound.$disconnect();
});

/** Works as a repository that forgot every filter. */
function asTenant<Result>(
  prisma: PrismaClient,
  tenantId: string,
  work: (tx: Prisma.TransactionClient) => Promise<Result>,
): Promise<Result> {
  return prisma.$transaction(async (tx) => {
    await tx.$executeRaw`SELECT set_config('app.tenant_id', ${tenantId}, true)`;
    return work(tx);
  });
}

type Probe = 'findMany' | 'findOther' | 'count' | 'updateMany';
interface AnyTable {
  findMany(args?: object): Promise<{ tenantId?: string; id?: unknown }[]>;
  count(args?: object): Promise<number>;
  updateMany(args: object): Promise<{ count: number }>;
}

/** A harmless column of each table to change. */
const change: Record<Model, { data: object } | undefined> = {
  tenant: { data: { name: 'taken' } },
  membership: { data: { role: 'viewer' } },
  invitation: { data: { email: 'taken' } },
  auditEntry: undefined,
  auditHead: { data: { hash: 'taken' } },
  usageProgress: { data: { closed: true } },
  usageDay: { data: { sessions: 1 } },
  requestLogEntry: undefined,
  tenantLogo: { data: { contentType: 'taken' } },
  budget: { data: { limit: 7 } },
  budgetCrossing: undefined,
  apiKey: { data: { name: 'taken' } },
  allowedOrigin: undefined,
  tenantSigningKey: { data: { algorithm: 'ES256' } },
  room: { data: { lobby: true } },
  session: { data: { topology: 'mixed' } },
  capture: { data: { viewers: 7 } },
  captureSegment: undefined,
  participant: { data: { name: 'taken' } },
  sessionBan: undefined,
  roomEntry: undefined,
  roomLease: { data: { socketUrl: 'taken' } },
  idempotencyKey: { data: { status: 200 } },
  outboxMessage: undefined,
  webhookEndpoint: { data: { url: 'taken' } },
  webhookDelivery: { data: { attempts: 7 } },
};

const ownerOf = (model: Model, row: { tenantId?: string; id?: unknown }) =>
  model === 'tenant' ? row.id : row.tenantId;

/** How many rows of another tenant the probe reached. */
async function probeTable(
  tx: Prisma.TransactionClient,
  { probe, model, step }: ProbeOf,
  own: number,
): Promise<number> {
  const table: AnyTable = tx[model];
  const other = tenantAt(own + step);
  const where = model === 'tenant' ? { id: other } : { tenantId: other };
  if (probe === 'findMany') {
    const rows = await table.findMany();
    return rows.filter((row) => ownerOf(model, row) !== tenantAt(own)).length;
  }
  if (probe === 'findOther') return (await table.findMany({ where })).length;
  if (probe === 'count') return table.count({ where });
  const changes = change[model];
  return changes ? (await table.updateMany({ where, ...changes })).count : 0;
}

interface ProbeOf {
  probe: Probe;
  model: Model;
  step: number;
}
const tenantAt = (index: number) => tenants[index % tenants.length]?.tenantId ?? '';

/** Rows of other tenants that `runs` transactions of ten random queries each reached. */
async function countLeaks(prisma: PrismaClient, allowed: readonly Probe[], runs: number): Promise<number> {
  const probe = fc.record({
    probe: fc.constantFrom(...allowed),
    model: fc.constantFrom(...models),
    step: fc.integer({ min: 1, max: 3 }),
  });
  const probes = fc.array(probe, { minLength: 10, maxLength: 10 });
  let leaks = 0;
  await fc.assert(
    fc.asyncProperty(fc.nat(3), probes, async (own, list) => {
      await asTenant(prisma, tenantAt(own), async (tx) => {
        for (const one of list) leaks += await probeTable(tx, one, own);
      });
    }),
    { numRuns: runs },
  );
  return leaks;
}

test('1,500 random queries without any filter reach no row of another tenant', async () => {
  expect(await countLeaks(bound, ['findMany', 'findOther', 'count', 'updateMany'], 150)).toBe(0);
});

test('the same queries by a role that row-level security does not bind do (the check above can fail)', async () => {
  expect(await countLeaks(unbound, ['findMany', 'findOther', 'count'], 10)).toBeGreaterThan(50);
});

test('every table shows a tenant its own row, so the probes above looked at something', async () => {
  for (const model of models) {
    const rows = await asTenant(bound, tenantAt(0), (tx) => (tx[model] as unknown as AnyTable).findMany());
    expect(rows.length, model).toBeGreaterThan(0);
  }
  const users = await asTenant(bound, tenantAt(0), (tx) => tx.user.findMany());
  expect(users).toHaveLength(1);
});

test('without a tenant, or after the transaction of one, nothing of anyone is visible', async () => {
  for (const model of models) {
    const table = bound[model] as unknown as AnyTable;
    expect(await table.findMany(), model).toEqual([]);
  }
  expect(await bound.user.findMany()).toEqual([]);
  expect(await asTenant(bound, '', (tx) => tx.room.findMany())).toEqual([]);
});

test('nothing can be written for another tenant, not even into its own parents', async () => {
  const [own, other] = [tenants[0], tenants[1]];
  if (!own || !other) throw new Error('no tenants');
  const refused = /row-level security|ForeignKey|foreign key/i;
  const lease = { epoch: 1, internalUrl: '', socketUrl: '', expiresAt: new Date() };
  const attempts: ((tx: Prisma.TransactionClient) => Promise<unknown>)[] = [
    (tx) =>
      tx.allowedOrigin.create({
        data: { id: newId('origin'), tenantId: other.tenantId, origin: 'https://evil' },
      }),
    (tx) =>
      tx.session.create({
        data: { id: newId('session'), tenantId: own.tenantId, roomId: other.roomId, endedAt: new Date() },
      }),
    (tx) =>
      tx.sessionBan.create({
        data: { tenantId: own.tenantId, sessionId: other.sessionId, sub: 's', jti: 'j' },
      }),
    (tx) => tx.tenant.create({ data: { id: newId('tenant'), name: 'x' } }),
    (tx) => tx.room.updateMany({ where: {}, data: { tenantId: other.tenantId } }),
    (tx) => tx.roomLease.create({ data: { ...lease, roomId: other.roomId, tenantId: other.tenantId } }),
  ];
  for (const attempt of attempts)
    await expect(asTenant(bound, own.tenantId, attempt)).rejects.toThrow(refused);
});

test('the log of a room and that of the acts can be neither changed nor shortened by the services', async () => {
  const attempts = [
    'UPDATE room_entries SET data = NULL',
    'DELETE FROM room_entries',
    'UPDATE audit_log SET action = action',
    'DELETE FROM audit_log',
    'DELETE FROM rooms',
    'TRUNCATE rooms',
  ];
  for (const statement of attempts) {
    const attempt = asTenant(bound, tenantAt(0), (tx) => tx.$executeRawUnsafe(statement));
    await expect(attempt, statement).rejects.toThrow(/permission denied/);
  }
});

interface TableRow {
  name: string;
  forced: boolean;
}

test('every table that is not the deployment’s own forces row-level security, on its owner too', async () => {
  const tables = await unbound.$queryRaw<TableRow[]>`
    SELECT relname AS name, relrowsecurity AND relforcerowsecurity AS forced FROM pg_class
    WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace`;
  const open = tables.filter((table) => !table.forced).map((table) => table.name);
  expect(open.toSorted()).toEqual([
    '_prisma_migrations',
    ...['identity_attempts', 'identity_factors', 'identity_links', 'identity_refresh_tokens'],
    ...['identity_sessions', 'identity_signing_keys'],
    'media_mixes',
    'media_nodes',
    'queue_messages',
    'recorders',
    'service_signing_keys',
  ]);
});

test('the system functions are callable by the services only', async () => {
  const rows = await unbound.$queryRaw<{ name: string; app: boolean; everyone: boolean; definer: boolean }[]>`
    SELECT proname AS name, has_function_privilege('cloudmeet_app', oid, 'EXECUTE') AS app, prosecdef AS definer,
           EXISTS (SELECT FROM aclexplode(proacl) WHERE grantee = 0) OR proacl IS NULL AS everyone
    FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND proname LIKE 'system\\_%'`;
  expect(rows.length).toBeGreaterThan(10);
  for (const row of rows) expect(row).toMatchObject({ app: true, everyone: false, definer: true });
});

test('a login that row-level security does not bind is refused by name', async () => {
  const check = async (url: string) => {
    const pool = new pg.Pool({ connectionString: url });
    await assertRowSecurityHolds(pool).finally(() => pool.end());
  };
  await expect(check(world.urls.adminUrl)).rejects.toThrow(/"cloudmeet_admin", which is a superuser/);
  await expect(check(world.urls.ownerUrl)).rejects.toThrow(/"cloudmeet_owner", which owns the tables/);
  await check(world.urls.appUrl);
  await world.database.assertRowSecurityHolds();
});
