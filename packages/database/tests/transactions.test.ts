import { connect, createServer } from 'node:net';
import type { Socket } from 'node:net';
import { CloudMeetError } from '@cloudmeet/contracts';
import { expect, onTestFinished, test } from 'vitest';
import { createDatabase, isConflict } from '../src/index.ts';
import type { Database, RetryOptions, TenantDatabase } from '../src/index.ts';
import { createRoom, createTenant, roomInput, times, worldOfTest } from './world.ts';

const world = worldOfTest();

function open(retry: RetryOptions): Database {
  const database = createDatabase({ url: world.urls.appUrl, retry });
  onTestFinished(() => database.close());
  return database;
}

/** Two rooms, and a rule that at least one of them stays unlocked: a write skew breaks it. */
async function lockOneOfTwo(
  tenant: TenantDatabase,
  rooms: string[],
  mine: number,
  meet: () => Promise<void>,
) {
  await tenant.transaction(
    async (repos) => {
      const both = [];
      for (const id of rooms) both.push(await repos.rooms.findById(id));
      await meet();
      if (both.every((room) => room?.locked === false))
        await repos.rooms.update(rooms[mine] ?? '', { locked: true });
    },
    { isolationLevel: 'Serializable' },
  );
}

/** Makes both first attempts read before either writes; later attempts do not wait. */
function meetingPoint() {
  const { promise: together, resolve } = Promise.withResolvers<undefined>();
  let arrived = 0;
  return async () => {
    arrived += 1;
    if (arrived === 2) resolve(undefined);
    await together;
  };
}

async function skew(database: Database) {
  const { tenantId, tenant: seed } = await createTenant(world.database);
  const tenant = database.forTenant({ tenantId });
  const rooms = [await createRoom(seed), await createRoom(seed)];
  const meet = meetingPoint();
  const results = await Promise.allSettled([0, 1].map((mine) => lockOneOfTwo(tenant, rooms, mine, meet)));
  const locked = (await seed.transaction((repos) => repos.rooms.list())).data.filter((room) => room.locked);
  return { results, locked: locked.length };
}

test('a transaction that met another one is repeated until both are as if one came first', async () => {
  const waits: number[] = [];
  const database = open({
    random: () => 0.5,
    wait: async (delayMs) => {
      waits.push(delayMs);
    },
  });
  for (const _ of times(10)) {
    const { results, locked } = await skew(database);
    expect(results.map((result) => result.status)).toEqual(['fulfilled', 'fulfilled']);
    expect(locked).toBe(1);
  }
  expect(waits.length).toBeGreaterThanOrEqual(10);
});

test('without repetition one of the two fails as a conflict (the check above can fail)', async () => {
  const { results, locked } = await skew(open({ attemptsMax: 1 }));
  const failed = results.filter((result) => result.status === 'rejected');
  expect(failed).toHaveLength(1);
  expect(isConflict(failed[0]?.reason)).toBe(true);
  expect(locked).toBe(1);
});

test('a deadlock is repeated too', async () => {
  const { tenant } = await createTenant(world.database);
  const rooms = [await createRoom(tenant), await createRoom(tenant)];
  const meet = meetingPoint();
  const touch = (order: string[]) =>
    tenant.transaction(async (repos) => {
      const [first = '', second = ''] = order;
      await repos.rooms.update(first, { lobby: true });
      await meet();
      await repos.rooms.update(second, { lobby: true });
    });
  await Promise.all([touch(rooms), touch(rooms.toReversed())]);
  const versions = (await tenant.transaction((repos) => repos.rooms.list())).data.map((room) => room.version);
  expect(versions).toEqual([3, 3]);
});

test('an error of the work itself is passed on as it is, after one attempt', async () => {
  const { tenant } = await createTenant(world.database);
  let attempts = 0;
  const own = new CloudMeetError('room-full');
  const failing = tenant.transaction(() => {
    attempts += 1;
    return Promise.reject(own);
  });
  await expect(failing).rejects.toBe(own);
  expect(attempts).toBe(1);
});

test('a database that cannot be reached is unavailable, for transactions and for system questions', async () => {
  const unused = createServer();
  await new Promise<void>((resolve) => unused.listen(0, '127.0.0.1', resolve));
  const address = unused.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  await new Promise((resolve) => unused.close(resolve));
  const database = createDatabase({ url: `postgresql://x:y@127.0.0.1:${String(port)}/z` });
  onTestFinished(() => database.close());
  const unavailable = { code: 'unavailable', retryable: true };
  await expect(database.ping()).rejects.toMatchObject(unavailable);
  await expect(database.system.findApiKey('x')).rejects.toMatchObject(unavailable);
  await expect(database.serviceKeys.list()).rejects.toMatchObject(unavailable);
  const work = database.forTenant({ tenantId: 't' }).transaction((repos) => repos.rooms.list());
  await expect(work).rejects.toMatchObject(unavailable);
});

test('work that finds no free connection in time is unavailable, and the next one goes on', async () => {
  const { tenantId } = await createTenant(world.database);
  const database = createDatabase({ url: world.urls.appUrl, connectionsMax: 1, connectionTimeoutMs: 1500 });
  onTestFinished(() => database.close());
  const tenant = database.forTenant({ tenantId });
  const { promise: released, resolve: release } = Promise.withResolvers<undefined>();
  const { promise: holding, resolve: held } = Promise.withResolvers<undefined>();
  const first = tenant.transaction(async () => {
    held(undefined);
    await released;
  });
  await Promise.race([holding, first]);
  await expect(tenant.transaction((repos) => repos.rooms.list())).rejects.toMatchObject({
    code: 'unavailable',
  });
  release(undefined);
  await first;
  expect((await tenant.transaction((repos) => repos.rooms.list())).data).toEqual([]);
});

test('a text that PostgreSQL cannot store is refused as the request’s fault, wherever it stands', async () => {
  const { tenant } = await createTenant(world.database);
  const attempts = [
    tenant.transaction((repos) => repos.rooms.create(roomInput({ name: 'a\u0000b' }))),
    tenant.transaction((repos) => repos.rooms.create(roomInput({ metadata: { deep: ['\u0000'] } }))),
    tenant.transaction((repos) => repos.rooms.list({ externalId: '\u0000' })),
    tenant.transaction((repos) => repos.idempotency.begin({ key: '\u0000', route: 'r', bodyHash: 'h' })),
    world.database.system.findApiKey('\u0000'),
  ];
  for (const result of await Promise.allSettled(attempts)) {
    expect(result).toMatchObject({ status: 'rejected', reason: { code: 'invalid-request' } });
  }
});

/** A relay to PostgreSQL whose connections can be cut. */
async function startRelay(target: URL) {
  const sockets = new Set<Socket>();
  const relay = createServer((near) => {
    const far = connect(Number(target.port), target.hostname);
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(one);
      one.pipe(other);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        sockets.delete(one);
        other.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => relay.listen(0, '127.0.0.1', resolve));
  const address = relay.address();
  const url = new URL(target);
  url.port = String(typeof address === 'object' && address ? address.port : 0);
  const cut = () => sockets.forEach((socket) => socket.destroy());
  onTestFinished(() => {
    cut();
    relay.close();
  });
  return { url: url.href, cut };
}

test('a cut connection fails the work that used it; the pool goes on by itself', async () => {
  const { tenantId } = await createTenant(world.database);
  const relay = await startRelay(new URL(world.urls.appUrl));
  const idleErrors: Error[] = [];
  const database = createDatabase({ url: relay.url, onIdleError: (error) => idleErrors.push(error) });
  onTestFinished(() => database.close());
  const tenant = database.forTenant({ tenantId });
  const cutOff = tenant.transaction(async (repos) => {
    relay.cut();
    await repos.rooms.list();
  });
  await expect(cutOff).rejects.toMatchObject({ code: 'unavailable' });
  expect((await tenant.transaction((repos) => repos.rooms.list())).data).toEqual([]);
  relay.cut();
  await expect.poll(() => idleErrors.length).toBeGreaterThan(0);
  expect((await tenant.transaction((repos) => repos.rooms.list())).data).toEqual([]);
});
