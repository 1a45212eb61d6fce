import { pageSchema, participantSchema, problemSchema, roomSchema } from '@cloudmeet/contracts';
import { closableSuite } from '@cloudmeet/testing';
import { startEnvironment } from '@cloudmeet/testing/environment';
import type { Environment } from '@cloudmeet/testing/environment';
import { afterAll, beforeAll, expect, test } from 'vitest';

let environment: Environment;
beforeAll(async () => {
  environment = await startEnvironment();
});
afterAll(() => environment.close());

const participantsSchema = pageSchema(participantSchema);

async function meet() {
  const { ours } = environment;
  const room = await ours.createRoom({ name: 'Standup' });
  const join = async (role: string, name: string) => {
    const client = environment.client(room.id);
    await client.enter((await ours.mintToken(room.id, { role, name })).token);
    return client;
  };
  return {
    room,
    path: `/v1/rooms/${room.id}`,
    host: await join('host', 'Hera'),
    guest: await join('attendee', 'Gus'),
  };
}

test('a room that was created over REST is met in over the socket, and REST sees who is in', async () => {
  const { room, path, host, guest } = await meet();
  await host.until('both', (state) => Object.keys(state.participants).length === 2);
  const live = roomSchema.parse(await (await environment.ours.request('GET', path)).json());
  expect(live.session).toMatchObject({ id: host.state.sessionId, topology: 'p2p', participantCount: 2 });
  const { data } = participantsSchema.parse(
    await (await environment.ours.request('GET', `${path}/participants`)).json(),
  );
  expect(data.map(({ id, name }) => [id, name])).toEqual([
    [host.participantId, 'Hera'],
    [guest.participantId, 'Gus'],
  ]);
  expect(room.session).toBeNull();
});

test('RL-18 who is ejected over REST is out within a second and stays out', async () => {
  const { room, path, host, guest } = await meet();
  const startedMs = performance.now();
  const answer = await environment.ours.request('DELETE', `${path}/participants/${guest.participantId}`);
  expect(answer.status).toBe(204);
  expect((await guest.untilClosed())?.code).toBe('removed');
  expect(performance.now() - startedMs).toBeLessThan(1000);
  await host.until('they are gone', (state) => !state.participants[guest.participantId]);
  const { userId } = host.state.participants[host.participantId] ?? {};
  expect(userId).toBeDefined();
  const again = environment.client(room.id);
  const sub = guest.welcome?.state.participants[guest.participantId]?.userId ?? '';
  const { token } = await environment.ours.mintToken(room.id, { userId: sub });
  await expect(again.enter(token)).rejects.toMatchObject({ code: 'removed' });
});

test('RL-28 the API ends a session for everybody, and may do it again', async () => {
  const { path, host, guest } = await meet();
  for (const _ of [1, 2]) expect((await environment.ours.request('POST', `${path}/end`)).status).toBe(204);
  for (const client of [host, guest]) expect((await client.untilClosed())?.code).toBe('room-ended');
  const after = roomSchema.parse(await (await environment.ours.request('GET', path)).json());
  expect(after.session).toBeNull();
});

test('RL-22 a changed policy reaches the meeting at once', async () => {
  const { path, host, guest } = await meet();
  await guest.cmd('media.publish', { kinds: ['audio'] });
  const answer = await environment.ours.request('PATCH', path, { policies: { 'media.publish': 'off' } });
  expect(answer.status).toBe(200);
  await host.until('silence', (state) => state.participants[guest.participantId]?.audio === false);
});

test('RL-28 deleting a room ends its session', async () => {
  const { path, host } = await meet();
  expect((await environment.ours.request('DELETE', path)).status).toBe(204);
  expect((await host.untilClosed())?.code).toBe('room-ended');
});

test('RL-43 another tenant’s key neither sees nor touches the meeting', async () => {
  const { path, host, guest } = await meet();
  for (const [method, at] of [
    ['GET', `${path}/participants`],
    ['DELETE', `${path}/participants/${guest.participantId}`],
    ['POST', `${path}/end`],
  ] as const) {
    const answer = await environment.theirs.request(method, at);
    expect(problemSchema.parse(await answer.json()).code).toBe('not-found');
  }
  expect(host.isOpen && guest.isOpen).toBe(true);
});

test('the room page of the environment is served on an origin of its own', async () => {
  const { room } = await meet();
  const page = await fetch(`${environment.roomUrl}/r/${room.id}`);
  expect(page.status).toBe(200);
  expect(await page.text()).toContain(environment.socketUrl);
});

closableSuite('environment', async () => {
  const one = await startEnvironment();
  const room = await one.ours.createRoom();
  const client = one.client(room.id);
  await client.enter((await one.ours.mintToken(room.id)).token);
  return {
    close: () => one.close(),
    emitted: () => client.frames.length,
    provoke: () => client.send({ t: 'ping', n: 1 }),
    held: () => (client.isOpen ? 1 : 0),
  };
});
