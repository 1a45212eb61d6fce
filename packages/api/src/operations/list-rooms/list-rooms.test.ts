import { newId } from '@cloudmeet/contracts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApiWorld } from '../../../tests/api-world.ts';
import type { ApiWorld } from '../../../tests/api-world.ts';

let world: ApiWorld;
const made: string[] = [];
beforeAll(async () => {
  world = await createApiWorld();
  for (let n = 0; n < 7; n += 1) {
    const { body } = await world
      .call('post', '/v1/rooms')
      .send({ name: `Room ${String(n)}`, externalId: `c-${String(n % 2)}` });
    made.unshift(body.id);
  }
});
afterAll(() => world.close());

const list = (query: string) => world.call('get', `/v1/rooms${query}`);
const idsOf = (body: { data: { id: string }[] }) => body.data.map((room) => room.id);

test('200 rooms come newest first, page by page, each exactly once', async () => {
  const seen: string[] = [];
  let cursor: string | null = '';
  for (let pages = 0; cursor !== null; pages += 1) {
    const { status, body } = await list(`?limit=3${cursor && `&cursor=${encodeURIComponent(cursor)}`}`);
    expect(status).toBe(200);
    seen.push(...idsOf(body));
    cursor = body.nextCursor;
    expect(pages).toBeLessThan(4);
  }
  expect(seen).toEqual(made);
});

test('200 a room made while somebody pages through moves no other', async () => {
  const first = await list('?limit=4');
  const { body: late } = await world.call('post', '/v1/rooms');
  const second = await list(`?limit=4&cursor=${first.body.nextCursor}`);
  expect([...idsOf(first.body), ...idsOf(second.body)]).toEqual(made);
  expect((await world.call('delete', `/v1/rooms/${late.id}`)).status).toBe(204);
});

test('200 rooms are found by the external id', async () => {
  const { body } = await list('?externalId=c-1');
  expect(idsOf(body)).toEqual(made.filter((_id, index) => index % 2 === 1));
  expect((await list('?externalId=nobody')).body).toEqual({ data: [], nextCursor: null });
});

test('200 a room with a live session shows it', async () => {
  const [roomId = ''] = made;
  const sessionId = newId('session');
  await world.database
    .forTenant(world.ours)
    .transaction((repos) => repos.sessions.start({ id: sessionId, roomId, topology: 'p2p' }));
  const { body } = await list('?limit=2');
  expect(body.data[0].session).toMatchObject({ id: sessionId, topology: 'p2p', participantCount: 0 });
  expect(body.data[1].session).toBeNull();
});

test('200 rooms are found by a part of their name, whatever its case and accents, and page by page', async () => {
  const names = ['Κλινική Αθήνας', 'ΚΛΙΝΙΚΗ ΑΘΗΝΑΣ 2', '100 % sure_', 'Zoë'];
  const added: string[] = [];
  for (const name of names) added.unshift((await world.call('post', '/v1/rooms').send({ name })).body.id);
  const search = async (text: string, rest = '') => list(`?search=${encodeURIComponent(text)}${rest}`);
  const first = await search('αθηνας', '&limit=1');
  const second = await search('αθηνας', `&limit=1&cursor=${first.body.nextCursor}`);
  expect([...idsOf(first.body), ...idsOf(second.body)]).toEqual([added[2], added[3]]);
  expect(second.body.nextCursor).toBeNull();
  expect(idsOf((await search('zoe')).body)).toEqual([added[0]]);
  expect(idsOf((await search('%')).body)).toEqual([added[1]]);
  expect(idsOf((await search('_')).body)).toEqual([added[1]]);
  expect((await search("'; --")).body.data).toEqual([]);
  for (const id of added) expect((await world.call('delete', `/v1/rooms/${id}`)).status).toBe(204);
  expect((await search('zoe')).body.data).toEqual([]);
});

test('200 filters narrow together: live or not, test or not, mode', async () => {
  const { body: room } = await world.call('post', '/v1/rooms').send({ name: 'Mixed live', mode: 'mixed' });
  await world.database
    .forTenant(world.ours)
    .transaction((repos) =>
      repos.sessions.start({ id: newId('session'), roomId: room.id, topology: 'mixed' }),
    );
  expect(idsOf((await list('?mode=mixed&live=true')).body)).toEqual([room.id]);
  expect((await list('?mode=mixed&live=false')).body.data).toEqual([]);
  expect(idsOf((await list(`?live=false&search=room`)).body)).not.toContain(room.id);
  const [test, live] = [(await list('?test=true')).body.data, (await list('?test=false')).body.data];
  expect(test.every((one: { test: boolean }) => one.test)).toBe(true);
  expect(live.every((one: { test: boolean }) => !one.test)).toBe(true);
  expect(test.length + live.length).toBe((await list('?limit=100')).body.data.length);
  expect((await world.call('delete', `/v1/rooms/${room.id}`)).status).toBe(204);
});

test.each([
  ['limit=0', '/limit'],
  ['limit=101', '/limit'],
  ['limit=ten', '/limit'],
  ['limit=-1', '/limit'],
  ['limit=1&limit=2', '/limit'],
  ['limit=', '/limit'],
  ['cursor=', '/cursor'],
  ['cursor=forged', '/cursor'],
  ['cursor=e30', '/cursor'],
  ['cursor=WzEsIlx1MDAwMCJd', '/cursor'],
  ['cursor=WzFlMzAwLCJ4Il0', '/cursor'],
  [`cursor=${'A'.repeat(401)}`, '/cursor'],
  ['externalId=a%00b', '/externalId'],
  [`externalId=${'x'.repeat(121)}`, '/externalId'],
  ['search=', '/search'],
  ['search=a%00b', '/search'],
  ['live=yes', '/live'],
  ['test=1', '/test'],
  ['mode=best', '/mode'],
  ['sort=name', '/sort'],
])('400 ?%s is refused by name', async (query, pointer) => {
  const { status, body } = await list(`?${query}`);
  expect(status).toBe(400);
  expect(body).toMatchObject({ code: 'invalid-request', errors: [{ pointer }] });
});
