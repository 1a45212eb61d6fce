import { newId, webhookTypes } from '@cloudmeet/contracts';
import type { CaptureKind } from '@cloudmeet/contracts';
import { newSigner } from '@cloudmeet/testing/room-tokens';
import type { ApiWorld } from './api-world.ts';
import type { TestTenant } from './create-tenant.ts';
import { signInMember } from './sign-in-member.ts';
import type { PathIds } from './requests-of-operations.ts';

/** Gives a tenant one of everything there is, with `mark` in every text. Returns the ids. */
export async function fillTenant(world: ApiWorld, tenant: TestTenant, mark: string): Promise<PathIds> {
  const authorization = `Bearer ${tenant.apiKey}`;
  const host = mark.toLowerCase();
  const post = async (path: string, body: object): Promise<string> => {
    const response = await world.call('post', path, authorization).send(body);
    if (response.status !== 201) throw new Error(`${path} answered ${response.text}`);
    return response.body.id;
  };
  const branding = { logoUrl: `https://${host}.example/logo.svg` };
  await world.call('patch', '/v1/tenant', authorization).send({ name: `Tenant ${mark}` });
  await world.call('patch', '/v1/tenant/branding', authorization).send(branding);
  await makeRoomForSigningKey(world, authorization);
  const room = { name: `Room ${mark}`, externalId: `external-${mark}`, metadata: { note: mark } };
  const hook = { url: `https://${host}.example/hook`, types: webhookTypes, description: `Hook ${mark}` };
  const endpointId = await post('/v1/webhook-endpoints', hook);
  const roomId = await post('/v1/rooms', room);
  const seated = await seat(world, tenant, roomId, mark);
  return {
    ...{ roomId, endpointId, deliveryId: await deliver(world, tenant) },
    ...seated,
    recordingId: await capture(world, tenant, { kind: 'recording', roomId, ...seated, mark }),
    streamId: await capture(world, tenant, { kind: 'stream', roomId, ...seated, mark }),
    originId: await post('/v1/tenant/allowed-origins', { origin: `https://${host}.example` }),
    signingKeyId: await post('/v1/tenant/signing-keys', {
      publicKeyJwk: newSigner('EdDSA', `kid-${mark}`).publicJwk,
    }),
    apiKeyId: await post('/v1/api-keys', { name: `Key ${mark}` }),
    userId: (await signInMember(world, { ...tenant, role: 'viewer' }, `Member ${mark}`)).userId,
    budgetId: await post('/v1/usage/budgets', {
      ...{ metric: 'streamingMinutes', limit: 100, externalId: `budget-${mark}` },
    }),
    invitationId: await invite(world, tenant, mark),
  };
}

/** A test that fills the same tenant often would meet its limit of signing keys. */
async function makeRoomForSigningKey(world: ApiWorld, authorization: string): Promise<void> {
  const { body } = await world.call('get', '/v1/tenant/signing-keys', authorization);
  const [newest] = body.data.slice(8) as { id: string }[];
  if (newest) await world.call('delete', `/v1/tenant/signing-keys/${newest.id}`, authorization);
}

async function invite(world: ApiWorld, tenant: TestTenant, mark: string): Promise<string> {
  const body = { email: `invited@${mark.toLowerCase()}.example`, role: 'viewer' };
  const response = await world.call('post', '/v1/members', `Bearer ${tenant.ownerToken}`).send(body);
  if (response.status !== 201) throw new Error(`/v1/members answered ${response.text}`);
  return response.body.id;
}

/** Somebody in the room's live session, as the records have it. */
async function seat(
  world: ApiWorld,
  { tenantId }: TestTenant,
  roomId: string,
  mark: string,
): Promise<{ participantId: string; sessionId: string }> {
  const id = newId('participant');
  const sessionId = await world.database.forTenant({ tenantId }).transaction(async (repos) => {
    const { session } = await repos.sessions.start({ id: newId('session'), roomId, topology: 'p2p' });
    const who = { id, sessionId: session.id, sub: `sub-${mark}`, jti: `jti-${mark}`, name: `Name ${mark}` };
    await repos.participants.join({ ...who, role: 'host', resumeHash: 'x' }, 10);
    return session.id;
  });
  return { participantId: id, sessionId };
}

/** A recording that is ready, or a stream that is over. */
async function capture(
  world: ApiWorld,
  { tenantId }: TestTenant,
  { kind, roomId, sessionId, mark }: Record<'roomId' | 'sessionId' | 'mark', string> & { kind: CaptureKind },
): Promise<string> {
  const id = newId(kind);
  const file = {
    ...{ key: `captures/${tenantId}/${id}/recording-1.mp4`, bytes: 1000, sha256: '0'.repeat(64) },
    ...{ durationMs: 5000, gaps: [], chapters: [], receiptKey: null, contentType: 'video/mp4' },
  };
  await world.database.forTenant({ tenantId }).transaction(async (repos) => {
    const now = new Date();
    await repos.captures.create({
      ...{ id, kind, roomId, sessionId, audioOnly: false, hls: true, targets: [], targetsSealed: null },
      ...{ startedBy: { kind: 'participant', id: null, name: `Starter ${mark}` }, createdAt: now },
    });
    const over = { step: null, dueAt: null, startedAt: now, stoppedAt: now, endedAt: now } as const;
    await repos.captures.save(
      id,
      kind === 'stream' ? { ...over, status: 'ended' } : { ...over, status: 'ready', readyAt: now, file },
    );
  });
  return id;
}

/** The newest delivery of the tenant, sent and received. */
async function deliver({ database }: ApiWorld, { tenantId }: TestTenant): Promise<string> {
  const now = new Date();
  await database.webhooks.fanOut(webhookTypes, { now, max: 1000 });
  return database.forTenant({ tenantId }).transaction(async ({ webhookDeliveries }) => {
    const [newest] = (await webhookDeliveries.list()).data;
    if (!newest) throw new Error('The tenant has no delivery.');
    const { id: deliveryId, attempts: attempt } = newest;
    const answered = { status: 204, failure: null, durationMs: 5 };
    await webhookDeliveries.settle(newest, {
      ...{ deliveryId, attempt, answered, now },
      verdict: { status: 'delivered' },
    });
    return deliveryId;
  });
}
