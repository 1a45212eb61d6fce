import { expect, test } from 'vitest';
import { createRoom, createTenant, participantInput, startSession, times, worldOfTest } from './world.ts';

const world = worldOfTest();

async function openSession() {
  const { tenant } = await createTenant(world.database);
  const session = await startSession(tenant, await createRoom(tenant));
  const read = () => tenant.transaction((repos) => repos.sessions.findById(session.id));
  return { tenant, session, read };
}

test('of 60 people who join 10 seats at once exactly 10 get in', async () => {
  const { tenant, session, read } = await openSession();
  const results = await Promise.all(
    times(60).map(() =>
      tenant.transaction((repos) => repos.participants.join(participantInput(session.id), 10)),
    ),
  );
  expect(results.filter((result) => result.status === 'joined')).toHaveLength(10);
  expect(results.filter((result) => result.status === 'full')).toHaveLength(50);
  expect(await tenant.transaction((repos) => repos.participants.listPresent(session.id))).toHaveLength(10);
  expect(await read()).toMatchObject({ participantCount: 10, participantPeak: 10 });
});

test('counting first and joining then oversells (the check above can fail)', async () => {
  const { tenant, session } = await openSession();
  const { promise: allCounted, resolve } = Promise.withResolvers<undefined>();
  let counted = 0;
  await Promise.all(
    times(12).map(() =>
      tenant.transaction(async (repos) => {
        const present = await repos.participants.listPresent(session.id);
        counted += 1;
        if (counted === 12) resolve(undefined);
        await allCounted;
        if (present.length < 10) await repos.participants.join(participantInput(session.id), 1000);
      }),
    ),
  );
  const present = await tenant.transaction((repos) => repos.participants.listPresent(session.id));
  expect(present.length).toBeGreaterThan(10);
});

test('a seat is given back once, however often its person leaves', async () => {
  const { tenant, session, read } = await openSession();
  const input = participantInput(session.id);
  await tenant.transaction((repos) => repos.participants.join(input, 2));
  await tenant.transaction((repos) => repos.participants.join(participantInput(session.id), 2));
  const left = await Promise.all(
    times(5).map(() => tenant.transaction((repos) => repos.participants.leave(input.id, 'left'))),
  );
  expect(left.filter(Boolean)).toHaveLength(1);
  expect(await read()).toMatchObject({ participantCount: 1, participantPeak: 2 });
  const again = await tenant.transaction((repos) => repos.participants.join(participantInput(session.id), 2));
  expect(again.status).toBe('joined');
});

test('a seat that was taken in a transaction that failed is free again', async () => {
  const { tenant, session, read } = await openSession();
  const failing = tenant.transaction(async (repos) => {
    await repos.participants.join(participantInput(session.id), 1);
    throw new Error('the rest failed');
  });
  await expect(failing).rejects.toThrow('the rest failed');
  expect(await read()).toMatchObject({ participantCount: 0 });
});

test('an ended session lets nobody in, and whoever was in it has left', async () => {
  const { tenant, session, read } = await openSession();
  const input = participantInput(session.id);
  await tenant.transaction((repos) => repos.participants.join(input, 10));
  const ended = await tenant.transaction(async (repos) => [
    await repos.sessions.end(session.id, 'ended-by-api'),
    await repos.sessions.end(session.id, 'empty'),
  ]);
  expect(ended).toEqual([true, false]);
  const late = await tenant.transaction((repos) => repos.participants.join(participantInput(session.id), 10));
  expect(late.status).toBe('ended');
  expect(await read()).toMatchObject({ participantCount: 0, endReason: 'ended-by-api' });
  const person = await tenant.transaction((repos) => repos.participants.findById(input.id));
  expect(person).toMatchObject({ leaveReason: 'room-ended' });
});

test('everyone who starts a session of a room at the same moment gets the same one', async () => {
  const { tenant } = await createTenant(world.database);
  const roomId = await createRoom(tenant);
  const sessions = await Promise.all(times(10).map(() => startSession(tenant, roomId)));
  expect(new Set(sessions.map((session) => session.id)).size).toBe(1);
  await tenant.transaction((repos) => repos.sessions.end(sessions[0]?.id ?? '', 'empty'));
  const next = await startSession(tenant, roomId);
  expect(next.id).not.toBe(sessions[0]?.id);
});

test('a person who was ejected is known by name and by token, in that session only', async () => {
  const { tenant, session } = await openSession();
  const banned = { sub: 'anna', jti: 'token-1' };
  await tenant.transaction(async (repos) => {
    await repos.bans.add(session.id, banned);
    await repos.bans.add(session.id, banned);
  });
  const isBanned = (presented: { sub: string; jti: string }, sessionId = session.id) =>
    tenant.transaction((repos) => repos.bans.isBanned(sessionId, presented));
  expect(await isBanned({ sub: 'anna', jti: 'token-2' })).toBe(true);
  expect(await isBanned({ sub: 'ben', jti: 'token-1' })).toBe(true);
  expect(await isBanned({ sub: 'ben', jti: 'token-2' })).toBe(false);
  expect(await isBanned(banned, 'ses_another')).toBe(false);
  expect(await tenant.transaction((repos) => repos.bans.list(session.id))).toEqual([banned]);
});
