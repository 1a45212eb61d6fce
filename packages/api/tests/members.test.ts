import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApiWorld } from './api-world.ts';
import type { ApiWorld } from './api-world.ts';
import { signInMember } from './sign-in-member.ts';

let world: ApiWorld;
beforeAll(async () => {
  const perAddress = { requests: 100_000, windowSeconds: 60 };
  world = await createApiWorld({ config: { limits: { perAddress } } });
});
afterAll(() => world.close());

const asOwner = () => `Bearer ${world.ours.ownerToken}`;
const member = (role: 'owner' | 'admin' | 'developer' | 'viewer') =>
  signInMember(world, { tenantId: world.ours.tenantId, role });
const roleOf = async (userId: string) => {
  const { body } = await world.call('get', '/v1/members?limit=100', asOwner());
  return body.data.find((one: { userId: string }) => one.userId === userId)?.role;
};
const tokenOf = (link: string) => new URLSearchParams(new URL(link).hash.slice(1)).get('token') ?? '';

test('ID-14 409 the last owner is neither removed nor made less, not even by themselves', async () => {
  const { ownerId } = world.ours;
  const path = `/v1/members/${ownerId}`;
  const answers = [
    await world.call('delete', path, asOwner()),
    await world.call('patch', path, asOwner()).send({ role: 'admin' }),
  ];
  expect(answers.map(({ status, body }) => [status, body.code])).toEqual([
    [409, 'last-owner'],
    [409, 'last-owner'],
  ]);
  expect(await roleOf(ownerId)).toBe('owner');
});

test('ID-14 two owners who take the ownership from each other at once leave one', async () => {
  const other = await member('owner');
  const answers = await Promise.all([
    world.call('delete', `/v1/members/${world.ours.ownerId}`, `Bearer ${other.accessToken}`),
    world.call('delete', `/v1/members/${other.userId}`, asOwner()),
  ]);
  const statuses = answers.map(({ status }) => status).toSorted();
  expect(statuses[0]).toBe(204);
  expect([401, 403, 409]).toContain(statuses[1]);
  await world.database
    .forTenant(world.ours)
    .transaction((repos) => repos.members.set(world.ours.ownerId, 'owner'));
});

test('ID-14 403 an admin makes no owner, removes none and does not become one', async () => {
  const admin = await member('admin');
  const as = `Bearer ${admin.accessToken}`;
  const answers = await Promise.all([
    world.call('patch', `/v1/members/${admin.userId}`, as).send({ role: 'owner' }),
    world.call('post', '/v1/members', as).send({ email: 'boss@example.com', role: 'owner' }),
    world.call('delete', `/v1/members/${world.ours.ownerId}`, as),
  ]);
  expect(answers.map(({ body }) => body.code)).toEqual(answers.map(() => 'role-not-permitted'));
  expect(await roleOf(admin.userId)).toBe('admin');
});

test('a removed member is out at the next request, whatever token they hold', async () => {
  const leaving = await member('developer');
  const as = `Bearer ${leaving.accessToken}`;
  expect((await world.call('get', '/v1/rooms', as)).status).toBe(200);
  expect((await world.call('delete', `/v1/members/${leaving.userId}`, asOwner())).status).toBe(204);
  expect((await world.call('get', '/v1/rooms', as)).body.code).toBe('no-membership');
});

test('ID-15 an invitation makes an account a member, works once, and is stored as a hash alone', async () => {
  const email = 'invited@example.com';
  const invited = await world.call('post', '/v1/members', asOwner()).send({ email, role: 'developer' });
  expect(invited.status).toBe(201);
  const token = tokenOf(invited.body.link);
  const offer = await world.call('post', '/v1/auth/invitations/inspect', null).send({ token });
  expect(offer.body).toEqual({ tenantName: 'Ours', email, role: 'developer', accountExists: false });
  const accept = () =>
    world
      .call('post', '/v1/auth/invitations/accept', null)
      .send({ token, password: 'a horse with a hat', name: 'Invited' });
  const accepted = await accept();
  expect(accepted.body.status).toBe('signed-in');
  const me = await world.call('get', '/v1/me', `Bearer ${accepted.body.accessToken}`);
  expect(me.body.memberships).toMatchObject([{ tenantId: world.ours.tenantId, role: 'developer' }]);
  expect((await accept()).body.code).toBe('link-expired');
  const listed = await world.call('get', '/v1/invitations', asOwner());
  expect(JSON.stringify(listed.body)).not.toContain(email);
});

test('ID-15 an invitation that was taken back, or replaced by a newer one, is of no use', async () => {
  const invite = async () =>
    (await world.call('post', '/v1/members', asOwner()).send({ email: 'twice@example.com', role: 'viewer' }))
      .body;
  const [first, second] = [await invite(), await invite()];
  const inspect = (link: string) =>
    world.call('post', '/v1/auth/invitations/inspect', null).send({ token: tokenOf(link) });
  expect((await inspect(first.link)).body.code).toBe('link-expired');
  await world.call('delete', `/v1/invitations/${second.id}`, asOwner());
  expect((await inspect(second.link)).body.code).toBe('link-expired');
});

test("ID-15 somebody else's password does not take up the invitation of an account", async () => {
  const email = 'has-account@example.com';
  const signUp = { email, password: 'a horse with a hat', name: 'H', tenantName: 'H' };
  await world.call('post', '/v1/auth/sign-up', null).send(signUp);
  const { body } = await world.call('post', '/v1/members', asOwner()).send({ email, role: 'viewer' });
  const accept = (password: string) =>
    world.call('post', '/v1/auth/invitations/accept', null).send({ token: tokenOf(body.link), password });
  expect((await accept('another horse')).body.code).toBe('sign-in-refused');
  expect((await accept(signUp.password)).body.status).toBe('signed-in');
});
