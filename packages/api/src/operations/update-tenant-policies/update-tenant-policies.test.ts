import { defaultPolicies } from '@cloudmeet/contracts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApiWorld } from '../../../tests/api-world.ts';
import type { ApiWorld } from '../../../tests/api-world.ts';

let world: ApiWorld;
beforeAll(async () => {
  world = await createApiWorld();
});
afterAll(() => world.close());

const owner = () => `Bearer ${world.ours.ownerToken}`;
const change = (body: object, authorization = owner()) =>
  world.call('patch', '/v1/tenant/policies', authorization).send(body);
const read = (authorization?: string) => world.call('get', '/v1/tenant/policies', authorization);

test('200 a tenant allows everything until it says less; what is left out keeps its value', async () => {
  expect((await read()).body).toEqual(defaultPolicies);
  expect((await change({ 'recording.start': 'hosts' })).status).toBe(200);
  const media = { audio: 'allowed', video: 'off' };
  const { body } = await change({ 'media.publish': media });
  expect(body).toEqual({ ...defaultPolicies, 'recording.start': 'hosts', 'media.publish': media });
  expect((await read()).body).toEqual(body);
  expect((await read(`Bearer ${world.theirs.apiKey}`)).body).toEqual(defaultPolicies);
});

test('403 no API key changes what all rooms may allow', async () => {
  const response = await change({}, `Bearer ${world.ours.apiKey}`);
  expect([response.status, response.body.code]).toEqual([403, 'scope-missing']);
});

test.each([{ 'recording.start': 'attendees' }, { 'stream.start': 'moderators' }, { 'room.end': 'off' }, []])(
  '400 %j is refused and nothing changes',
  async (body) => {
    const before = await read();
    expect((await change(body)).status).toBe(400);
    expect((await read()).body).toEqual(before.body);
  },
);

test('a room keeps its own policies; a token is told what both allow', async () => {
  await change({ 'chat.send': 'off', 'recording.start': 'off' });
  const { body: room } = await world.call('post', '/v1/rooms').send({});
  expect(room.policies).toEqual(defaultPolicies);
  const allows = async (role: string) => {
    const { body } = await world.call('post', `/v1/rooms/${room.id}/tokens`).send({ role });
    return (await world.call('post', '/v1/tokens/inspect').send({ token: body.token })).body.allows;
  };
  expect(await allows('attendee')).not.toContain('chat.send');
  expect(await allows('host')).not.toContain('recording.start');
  expect(await allows('host')).toContain('chat.send');
});

test('a change is in the audit log with what was asked for', async () => {
  await change({ 'stream.start': 'off' });
  const { body } = await world.call('get', '/v1/audit-log?limit=1');
  expect(body.data[0]).toMatchObject({
    action: 'updateTenantPolicies',
    targetId: world.ours.tenantId,
    detail: { body: { 'stream.start': 'off' } },
  });
});

test('200 changes that come together undo none of each other', async () => {
  const narrow = { 'chat.send': 'off', 'chat.direct': 'off', 'notes.edit': 'off', 'screen.share': 'off' };
  for (let round = 0; round < 5; round += 1) {
    await change(defaultPolicies);
    await Promise.all(Object.entries(narrow).map(([policy, value]) => change({ [policy]: value })));
    expect((await read()).body).toEqual({ ...defaultPolicies, ...narrow });
  }
});
