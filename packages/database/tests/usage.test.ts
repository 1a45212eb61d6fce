import { defaultPolicies, newId } from '@cloudmeet/contracts';
import type { Entry, EntryBody, Participant, Topology } from '@cloudmeet/contracts';
import type { TenantDatabase } from '../src/index.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRoom, createTenant, nodeOf, worldOfTest } from './world.ts';

const world = worldOfTest();
const startMs = Date.parse('2026-11-20T22:30:00.000Z');
const range = { from: '2026-11-01', to: '2026-12-31', rowsMax: 1000 } as const;

type Step =
  | { do: 'join'; who: number; watches?: boolean }
  | { do: 'invite' | 'uninvite'; who: number }
  | { do: 'leave'; who: number }
  | { do: 'step'; to: Topology }
  | { do: 'other' }
  | { do: 'meter' }
  | { do: 'meter-twice' }
  | { do: 'meter-killed' };

interface Ledger {
  /** Milliseconds by topology, added up person by person from their own times. */
  ms: Record<Topology, number>;
  joins: number;
}

/** The exact account of one session: every person's own presence, cut where the topology changes. */
function createLedger(): Ledger & {
  join(who: string, atMs: number, watches?: boolean): void;
  /** A viewer of the stream is invited to speak, or not any more. */
  invite(who: string, atMs: number, isInvited: boolean): void;
  leave(who: string, atMs: number): void;
  step(to: Topology, atMs: number): void;
} {
  const ms = { p2p: 0, mixed: 0, stream: 0 };
  const since = new Map<string, number>();
  let topology: Topology = 'p2p';
  /** Viewers of the stream: true while they watch. */
  const viewers = new Map<string, boolean>();
  const settle = (who: string, atMs: number) => {
    ms[viewers.get(who) ? 'stream' : topology] += atMs - (since.get(who) ?? atMs);
    since.set(who, atMs);
  };
  const ledger = {
    ms,
    joins: 0,
    join(who: string, atMs: number, watches = false) {
      since.set(who, atMs);
      if (watches) viewers.set(who, true);
      ledger.joins += 1;
    },
    invite(who: string, atMs: number, isInvited: boolean) {
      settle(who, atMs);
      if (viewers.has(who)) viewers.set(who, !isInvited);
    },
    leave(who: string, atMs: number) {
      settle(who, atMs);
      since.delete(who);
      viewers.delete(who);
    },
    step(to: Topology, atMs: number) {
      for (const who of since.keys()) settle(who, atMs);
      topology = to;
    },
  };
  return ledger;
}

const participant = (id: string, atMs: number, watches = false): Participant => ({
  ...{ id, userId: 'u', name: 'n', role: 'host', joinedAt: new Date(atMs).toISOString() },
  ...{ audio: true, video: true, screen: false, granted: [], ...(watches ? { receive: 'stream' } : {}) },
});

class Killed extends Error {}

/** A live session of a test: its log, its people and their exact account. */
async function startSession(tenant: TenantDatabase) {
  const roomId = await createRoom(tenant);
  const sessionId = newId('session');
  const clock = { atMs: startMs, seq: 0 };
  await tenant.transaction(async (repos) => {
    await repos.sessions.start({ id: sessionId, roomId, topology: 'p2p', startedAt: new Date(clock.atMs) });
    await repos.leases.acquire(roomId, nodeOf(roomId), 60_000);
  });
  const append = async (body: EntryBody) => {
    clock.seq += 1;
    const entry = { ...body, seq: clock.seq, at: new Date(clock.atMs).toISOString() } as Entry;
    const result = await tenant.transaction((repos) =>
      repos.entries.append(sessionId, { roomId, epoch: 1 }, [entry]),
    );
    expect(result.status).toBe('appended');
  };
  const data = { sessionId, roomId, topology: 'p2p', policies: defaultPolicies, locked: false } as const;
  await append({ type: 'session.started', data });
  const people = Array.from({ length: 4 }, () => newId('participant'));
  const meter = () => tenant.transaction((repos) => repos.usage.meter(sessionId));
  return { tenant, roomId, sessionId, clock, append, people, present: new Set<string>(), meter };
}
type Live = Awaited<ReturnType<typeof startSession>>;

async function meterAs(step: Step, { tenant, sessionId, meter }: Live): Promise<void> {
  if (step.do === 'meter') await meter();
  if (step.do === 'meter-twice') await Promise.all([meter(), meter(), meter()]);
  if (step.do !== 'meter-killed') return;
  const killed = tenant.transaction(async (repos) => {
    await repos.usage.meter(sessionId);
    throw new Killed();
  });
  await expect(killed).rejects.toThrow(Killed);
}

async function take(step: Step, live: Live, ledger: ReturnType<typeof createLedger>): Promise<void> {
  const { append, people, present, clock } = live;
  if (step.do === 'step') {
    ledger.step(step.to, clock.atMs);
    await append({ type: 'topology.changed', data: { from: 'p2p', to: step.to, reason: 'test' } });
  } else if (step.do === 'invite' || step.do === 'uninvite') {
    const participantId = people[step.who] ?? '';
    if (!present.has(participantId)) return;
    const type = step.do === 'invite' ? 'participant.granted' : 'participant.ungranted';
    ledger.invite(participantId, clock.atMs, step.do === 'invite');
    await append({ type, data: { participantId, permissions: ['media.publish'] } });
  } else if (step.do === 'other') await append({ type: 'room.locked', data: { locked: true } });
  else if (step.do === 'join' || step.do === 'leave') {
    const id = people[step.who] ?? '';
    if (step.do === 'join' && !present.has(id)) {
      present.add(id);
      ledger.join(id, clock.atMs, step.watches);
      const joined = participant(id, clock.atMs, step.watches);
      await append({ type: 'participant.joined', data: { participant: joined } });
    } else if (step.do === 'leave' && present.delete(id)) {
      ledger.leave(id, clock.atMs);
      await append({ type: 'participant.left', data: { participantId: id, reason: 'left' } });
    }
  } else await meterAs(step, live);
}

/** One session whose log is written step by step, and counted in between however the steps say. */
async function play(tenant: TenantDatabase, steps: readonly { step: Step; afterMs: number }[], end: boolean) {
  const live = await startSession(tenant);
  const { clock, append, present, roomId, sessionId, meter } = live;
  const ledger = createLedger();
  for (const { step, afterMs } of steps) {
    clock.atMs += afterMs;
    await take(step, live, ledger);
  }
  clock.atMs += 12_345;
  if (end) await append({ type: 'session.ended', data: { reason: 'empty' } });
  for (const id of present) ledger.leave(id, clock.atMs);
  await tenant.transaction((repos) => repos.sessions.end(sessionId, 'empty', new Date(clock.atMs)));
  return { roomId, ledger, meter };
}

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constant('join' as const), who: fc.nat(3), watches: fc.boolean() }),
  fc.record({ do: fc.constantFrom('invite' as const, 'uninvite' as const), who: fc.nat(3) }),
  fc.record({ do: fc.constant('leave' as const), who: fc.nat(3) }),
  fc.record({ do: fc.constant('step' as const), to: fc.constantFrom<Topology>('p2p', 'mixed', 'stream') }),
  fc.constantFrom<Step>({ do: 'other' }, { do: 'meter' }, { do: 'meter-twice' }, { do: 'meter-killed' }),
);
const steps = fc.array(fc.record({ step, afterMs: fc.nat(3_600_000) }), { maxLength: 14 });

const totalsOf = async (tenant: TenantDatabase, roomId: string) => {
  const [total] = await tenant.transaction((repos) =>
    repos.usage.report({ ...range, groupBy: 'day', roomId }),
  );
  return total;
};

test('random joins, viewers, invitations, leaves, steps, retries and kills: the sum differs from an exact ledger by 0 ms', async () => {
  const { tenant } = await createTenant(world.database);
  await fc.assert(
    fc.asyncProperty(steps, fc.boolean(), async (list, end) => {
      const { roomId, ledger, meter } = await play(tenant, list, end);
      await meter();
      await meter();
      const { p2p, mixed, stream } = ledger.ms;
      expect(await totalsOf(tenant, roomId)).toMatchObject({
        ...{ p2pMs: p2p, mixedMs: mixed, streamMs: stream, participants: ledger.joins, sessions: 1 },
      });
    }),
    { numRuns: 25 },
  );
}, 120_000);

test('control: a session that is counted again from its start would be seen', async () => {
  const { tenant } = await createTenant(world.database);
  const list = [
    { step: { do: 'join', who: 0 } as const, afterMs: 1000 },
    { step: { do: 'leave', who: 0 } as const, afterMs: 60_000 },
  ];
  const { roomId, meter } = await play(tenant, list, true);
  await meter();
  expect(await totalsOf(tenant, roomId)).toMatchObject({ p2pMs: 60_000 });
  const { default: pg } = await import('pg');
  const admin = new pg.Client(world.urls.adminUrl);
  await admin.connect();
  await admin.query("UPDATE usage_progress SET seq = 0, at = NULL, closed = false, present = '[]'");
  await admin.end();
  await meter();
  expect(await totalsOf(tenant, roomId)).toMatchObject({ p2pMs: 120_000 });
});

test('presence over midnight belongs to both days, and the days add up to the total', async () => {
  const { tenant } = await createTenant(world.database);
  const list = [{ step: { do: 'join', who: 0 } as const, afterMs: 0 }];
  const { roomId, meter } = await play(
    tenant,
    [...list, { step: { do: 'leave', who: 0 }, afterMs: 7_200_000 }],
    true,
  );
  await meter();
  const [total, ...days] = await tenant.transaction((repos) =>
    repos.usage.report({ ...range, groupBy: 'day', roomId }),
  );
  expect(days.map(({ key, p2pMs }) => [key, p2pMs])).toEqual([
    ['2026-11-20', 5_400_000],
    ['2026-11-21', 1_800_000],
  ]);
  expect(total?.p2pMs).toBe(7_200_000);
});

test('the total comes first and the rows in their order, however many there are', async () => {
  const { tenant, tenantId } = await createTenant(world.database);
  const { default: pg } = await import('pg');
  const admin = new pg.Client(world.urls.adminUrl);
  await admin.connect();
  const text = `INSERT INTO usage_daily (tenant_id, day, room_id, topology, participant_ms)
    SELECT $1, date '2025-12-31' + d, 'rm_' || r, 'p2p', 60000 FROM generate_series(1, 365) d, generate_series(1, 50) r`;
  await admin.query(text, [tenantId]);
  await admin.query('ANALYZE usage_daily');
  await admin.end();
  const year = { from: '2026-01-01', to: '2026-12-31', rowsMax: 1000 };
  for (const groupBy of ['day', 'room', 'externalId', 'total'] as const) {
    const [total, ...rows] = await tenant.transaction((repos) => repos.usage.report({ ...year, groupBy }));
    expect([groupBy, total?.key, total?.p2pMs]).toEqual([groupBy, null, 365 * 50 * 60_000]);
    const keys = rows.map(({ key }) => key ?? '');
    expect(rows.reduce((sum, { p2pMs }) => sum + p2pMs, 0)).toBe(365 * 50 * 60_000);
    if (groupBy === 'day') expect(keys).toEqual(keys.toSorted());
  }
});

test('what was not counted yet is found, of one tenant and over all, and then no more', async () => {
  const { tenant, tenantId } = await createTenant(world.database);
  const { meter } = await play(tenant, [{ step: { do: 'join', who: 1 }, afterMs: 5 }], false);
  const pending = () => tenant.transaction((repos) => repos.usage.pending(10));
  const all = async () =>
    (await world.database.history.listUnmetered(1000)).filter((one) => one.tenantId === tenantId);
  expect([(await pending()).length, (await all()).length]).toEqual([1, 1]);
  await meter();
  expect([await pending(), await all()]).toEqual([[], []]);
});
