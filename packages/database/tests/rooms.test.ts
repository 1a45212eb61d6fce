import { defaultPolicies, newId } from '@cloudmeet/contracts';
import { expect, test } from 'vitest';
import { createRoom, createTenant, roomInput, times, worldOfTest } from './world.ts';

const world = worldOfTest();

test('a room comes back as it was created', async () => {
  const { tenant, tenantId } = await createTenant(world.database);
  const input = roomInput({
    name: '<b>Ünïcode</b> 👩‍🚀',
    externalId: 'customer-7',
    metadata: { deep: { list: [1, null, 'x'] } },
    recording: { automatic: true },
    policies: { ...defaultPolicies, 'media.publish': { audio: 'allowed', video: 'on-request' } },
  });
  const created = await tenant.transaction((repos) => repos.rooms.create(input));
  expect(created).toMatchObject({ ...input, tenantId, version: 1, locked: false });
  expect(await tenant.transaction((repos) => repos.rooms.findById(input.id))).toEqual(created);
});

test('a list shows every room once, newest first, whatever the size of its pages', async () => {
  const { tenant } = await createTenant(world.database);
  const ids = new Set<string>();
  for (const _ of times(23)) ids.add(await createRoom(tenant));
  for (const limit of [1, 7, 22, 23, 24, 100]) {
    const seen: { id: string; createdAt: Date }[] = [];
    let cursor: string | null | undefined;
    do {
      const request = { limit, cursor: cursor ?? undefined };
      const page = await tenant.transaction((repos) => repos.rooms.list(request));
      expect(page.data.length).toBeLessThanOrEqual(limit);
      seen.push(...page.data);
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(seen).toHaveLength(23);
    expect(new Set(seen.map((room) => room.id))).toEqual(ids);
    const order = seen.map((room) => room.createdAt.getTime());
    expect(order).toEqual(order.toSorted((a, b) => b - a));
  }
});

test('a room created between two pages moves nothing on the next one', async () => {
  const { tenant } = await createTenant(world.database);
  for (const _ of times(6)) await createRoom(tenant);
  const first = await tenant.transaction((repos) => repos.rooms.list({ limit: 3 }));
  const late = await createRoom(tenant);
  const second = await tenant.transaction((repos) =>
    repos.rooms.list({ limit: 3, cursor: first.nextCursor ?? undefined }),
  );
  const shown = [...first.data, ...second.data].map((room) => room.id);
  expect(new Set(shown).size).toBe(6);
  expect(shown).not.toContain(late);
});

test('a list can be asked for one external id', async () => {
  const { tenant } = await createTenant(world.database);
  const id = await createRoom(tenant, { externalId: 'customer-7' });
  await createRoom(tenant, { externalId: 'customer-8' });
  const page = await tenant.transaction((repos) => repos.rooms.list({ externalId: 'customer-7' }));
  expect(page.data.map((room) => room.id)).toEqual([id]);
});

test.each([
  '',
  'x',
  'bm90IGpzb24',
  Buffer.from('[1]').toString('base64url'),
  Buffer.from('["a","b"]').toString('base64url'),
])('the made-up cursor "%s" is refused by name', async (cursor) => {
  const { tenant } = await createTenant(world.database);
  const listing = tenant.transaction((repos) => repos.rooms.list({ cursor }));
  await expect(listing).rejects.toMatchObject({ code: 'invalid-request', errors: [{ pointer: '/cursor' }] });
});

test('a change keeps what it does not name and raises the version', async () => {
  const { tenant } = await createTenant(world.database);
  const id = await createRoom(tenant, { externalId: 'keep', metadata: { keep: true } });
  const changes = { name: 'Renamed', lobby: undefined, locked: true };
  const result = await tenant.transaction((repos) => repos.rooms.update(id, changes));
  expect(result).toMatchObject({
    status: 'updated',
    room: {
      name: 'Renamed',
      locked: true,
      lobby: false,
      externalId: 'keep',
      metadata: { keep: true },
      version: 2,
    },
  });
});

test('of twenty changes to the same version exactly one is made', async () => {
  const { tenant } = await createTenant(world.database);
  const id = await createRoom(tenant);
  const results = await Promise.all(
    times(20).map((n) =>
      tenant.transaction((repos) =>
        repos.rooms.update(id, { name: `name ${String(n)}` }, { expectedVersion: 1 }),
      ),
    ),
  );
  const updated = results.filter((result) => result.status === 'updated');
  expect(updated).toHaveLength(1);
  expect(results.filter((result) => result.status === 'stale' && result.version === 2)).toHaveLength(19);
});

test('a deleted room is gone for reading, listing, changing and deleting', async () => {
  const { tenant } = await createTenant(world.database);
  const id = await createRoom(tenant);
  const outcomes = await tenant.transaction(async (repos) => [
    await repos.rooms.softDelete(id, { expectedVersion: 9 }),
    await repos.rooms.softDelete(id, { expectedVersion: 1 }),
    await repos.rooms.softDelete(id),
    await repos.rooms.update(id, { name: 'x' }),
    await repos.rooms.update(newId('room'), { name: 'x' }),
  ]);
  expect(outcomes.map((outcome) => outcome.status)).toEqual([
    'stale',
    'deleted',
    'missing',
    'missing',
    'missing',
  ]);
  const left = await tenant.transaction(async (repos) => [
    await repos.rooms.findById(id),
    (await repos.rooms.list()).data,
  ]);
  expect(left).toEqual([null, []]);
  expect(await world.database.system.findRoomPage(id)).toBeNull();
});
