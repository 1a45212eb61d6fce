import { apiKeyScopes, keyMay, memberRoles, newId, policyOf, roleMay } from '@cloudmeet/contracts';
import type { MemberRole, OperationId } from '@cloudmeet/contracts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApiWorld } from './api-world.ts';
import type { ApiWorld } from './api-world.ts';
import { allOperations, pathOf, readable, requestOf } from './requests-of-operations.ts';
import type { PathIds } from './requests-of-operations.ts';
import { signInMember } from './sign-in-member.ts';
import type { SignedInMember } from './sign-in-member.ts';
import { fillTenant } from './tenant-with-everything.ts';

let world: ApiWorld;
let ours: PathIds;
let theirs: PathIds;
const members = new Map<MemberRole, SignedInMember>();
/** For each parameter an id of the right form that nobody has. */
const nobodys = () =>
  Object.fromEntries(
    Object.entries(ours).map(([name, id]) => [
      name,
      `${id.slice(0, 4)}${newId('room').slice(3)}`.slice(0, id.length),
    ]),
  );

beforeAll(async () => {
  const perAddress = { requests: 100_000, windowSeconds: 60 };
  world = await createApiWorld({ config: { limits: { perAddress } } });
  ours = await fillTenant(world, world.ours, 'Ours');
  theirs = await fillTenant(world, world.theirs, 'Theirs');
  const { tenantId } = world.ours;
  for (const role of memberRoles) members.set(role, await signInMember(world, { tenantId, role }, role));
});
afterAll(() => world.close());

const tokenOf = (role: MemberRole) => `Bearer ${members.get(role)?.accessToken ?? ''}`;
const mayRole = (role: MemberRole, id: OperationId) => {
  const policy = policyOf(id);
  return policy !== undefined && roleMay(role, policy);
};

const byRole = allOperations.flatMap(({ id }) => memberRoles.map((role) => [role, id] as const));

test.each(byRole.filter(([role, id]) => !mayRole(role, id)))(
  '403 %s may not call %s, and changes nothing by it',
  async (role, id) => {
    const response = await requestOf(world, id, ours, tokenOf(role));
    expect([response.status, response.body.code]).toEqual([403, 'role-not-permitted']);
  },
);

test.each(byRole.filter(([role, id]) => mayRole(role, id)))('control: %s may call %s', async (role, id) => {
  const response = await requestOf(world, id, nobodys(), tokenOf(role));
  expect(response.status).not.toBe(403);
});

const withParameters = allOperations.filter(({ parameters }) => parameters.length > 0);
const foreign = memberRoles.flatMap((role) => withParameters.map(({ id }) => [role, id] as const));

test.each(foreign)(
  "ID-13 %s calls %s with another tenant's ids: 403 or 404, never more",
  async (role, id) => {
    const response = await requestOf(world, id, theirs, tokenOf(role));
    expect(response.status).toBe(mayRole(role, id) ? 404 : 403);
  },
);

test.each(memberRoles)(
  'ID-12 %s of one tenant names another in CloudMeet-Tenant: 403, whatever is asked',
  async (role) => {
    for (const { id } of readable.slice(0, 5)) {
      const request = requestOf(world, id, theirs, tokenOf(role));
      const response = await request.set('CloudMeet-Tenant', world.theirs.tenantId);
      expect([response.status, response.body.code]).toEqual([403, 'no-membership']);
    }
  },
);

test('ID-12 somebody in two tenants works in the one that is named, and in the first without a name', async () => {
  const { tenantId } = world.theirs;
  const both = await signInMember(world, { tenantId: world.ours.tenantId, role: 'viewer' }, 'Both');
  await world.database
    .forTenant({ tenantId })
    .transaction((repos) => repos.members.set(both.userId, 'developer'));
  const tenant = (headers: object) =>
    world.call('get', '/v1/tenant', `Bearer ${both.accessToken}`).set(headers as Record<string, string>);
  expect((await tenant({})).body.id).toBe(world.ours.tenantId);
  expect((await tenant({ 'CloudMeet-Tenant': tenantId })).body.id).toBe(tenantId);
});

test('ID-12 an API key never names another tenant', async () => {
  const request = world.call('get', '/v1/tenant').set('CloudMeet-Tenant', world.theirs.tenantId);
  expect((await request).body.code).toBe('no-membership');
});

test.each(apiKeyScopes.map((scope) => [scope] as const))(
  'a key with the scope %s may do what the table gives that scope, and nothing else',
  async (scope) => {
    const made = await world.call('post', '/v1/api-keys').send({ name: scope, scopes: [scope] });
    expect(made.body.scopes).toEqual([scope]);
    for (const { id, operation } of allOperations) {
      const policy = policyOf(id);
      const isPermitted = policy !== undefined && keyMay([scope], policy);
      const request = world.call(operation.method, pathOf(operation, nobodys()), `Bearer ${made.body.key}`);
      if (isPermitted) continue;
      const { status, body } = await request;
      expect([id, status, body.code]).toEqual([id, 403, 'scope-missing']);
    }
  },
);

test('ID-13 a narrowed key makes and rotates no key that may more', async () => {
  const made = await world.call('post', '/v1/api-keys').send({ scopes: ['keys:write', 'rooms:read'] });
  const authorization = `Bearer ${made.body.key}`;
  const make = (body: object) => world.call('post', '/v1/api-keys', authorization).send(body);
  expect((await make({})).body.code).toBe('scope-missing');
  expect((await make({ scopes: ['tenant:write'] })).body.code).toBe('scope-missing');
  expect((await make({ scopes: ['rooms:read'] })).status).toBe(201);
  const whole = `/v1/api-keys/${world.ours.apiKeyId}/rotate`;
  expect((await world.call('post', whole, authorization)).body.code).toBe('scope-missing');
});

test('ID-13 403 an API key is nobody who could sign out, invite or change a role', async () => {
  const answers = await Promise.all([
    world.call('get', '/v1/me'),
    world.call('post', '/v1/members').send({ email: 'x@example.com', role: 'viewer' }),
    world.call('patch', `/v1/members/${ours.userId ?? ''}`).send({ role: 'owner' }),
  ]);
  expect(answers.map(({ status, body }) => [status, body.code])).toEqual([
    [403, 'scope-missing'],
    [403, 'scope-missing'],
    [403, 'scope-missing'],
  ]);
});
