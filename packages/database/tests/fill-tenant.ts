import { defaultPolicies, newId } from '@cloudmeet/contracts';
import type { Entry } from '@cloudmeet/contracts';
import type { Database } from '../src/index.ts';
import {
  captureInput,
  createRoom,
  createTenant,
  hashOf,
  nodeOf,
  participantInput,
  segment,
  startSession,
} from './world.ts';

const jwk = { kty: 'OKP', crv: 'Ed25519', x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo' } as const;

/** A tenant with a row in every table. */
export async function fillTenant(database: Database) {
  const { tenant, tenantId } = await createTenant(database);
  const roomId = await createRoom(tenant);
  const session = await startSession(tenant, roomId);
  const email = `${newId('user')}@example.com`.toLowerCase();
  const user = await database.system.createUser({ id: newId('user'), email, name: 'Anna', password: 'x' });
  await tenant.transaction(async (repos) => {
    await repos.members.set(user?.id ?? '', 'owner');
    await repos.logo.set({
      id: newId('logo'),
      contentType: 'image/png',
      bytes: new Uint8Array(1),
      width: 1,
      height: 1,
    });
    await repos.audit.append({
      ...{ at: new Date(), actor: { type: 'system', id: 'test', label: 'test' }, action: 'createRoom' },
      ...{ targetType: 'room', targetId: roomId, outcome: 'done', requestId: 'r', detail: {} },
    });
    await repos.invitations.add(
      {
        ...{ id: newId('invitation'), email: 'new@example.com', role: 'viewer', invitedBy: email },
        ...{ tokenHash: hashOf(`invitation of ${tenantId}`), expiresAt: new Date(Date.now() + 60_000) },
      },
      { max: 1 },
    );
    await repos.apiKeys.create({
      id: newId('apiKey'),
      name: 'key',
      kind: 'test',
      prefix: 'cm_test_',
      hash: hashOf(tenantId),
    });
    const budgetId = newId('budget');
    await repos.budgets.create(
      {
        ...{ id: budgetId, metric: 'storedBytes', externalId: null, limit: 1, thresholds: [100] },
        createdAt: new Date(),
      },
      { max: 1 },
    );
    await repos.budgets.cross(budgetId, { month: '2026-11', threshold: 100, used: 1, at: new Date() });
    await repos.allowedOrigins.add({ id: newId('origin'), origin: 'https://app.example.com' });
    await repos.signingKeys.add({
      id: newId('signingKey'),
      kid: 'kid',
      algorithm: 'EdDSA',
      publicKeyJwk: jwk,
    });
    await repos.participants.join(participantInput(session.id), 10);
    await repos.bans.add(session.id, { sub: 'x', jti: 'y' });
    const capture = captureInput({ roomId, sessionId: session.id });
    await repos.captures.create(capture);
    await repos.captureSegments.add(capture.id, segment(1, 1));
    await repos.leases.acquire(roomId, nodeOf(tenantId), 60_000);
    const started: Entry = {
      ...{ seq: 1, at: new Date().toISOString(), type: 'session.started' },
      data: {
        ...{ sessionId: session.id, roomId, topology: 'p2p', policies: defaultPolicies, locked: false },
      },
    };
    await repos.entries.append(session.id, { roomId, epoch: 1 }, [started]);
    await repos.idempotency.begin({ key: 'key', route: 'r', bodyHash: 'h' });
    await repos.webhookEndpoints.create({
      ...{ id: newId('webhookEndpoint'), url: 'https://example.com/', description: null, secrets: [] },
      types: ['room.created'],
    });
  });
  await tenant.transaction((repos) => repos.outbox.enqueue({ type: 'room.created', roomId, payload: {} }));
  await database.webhooks.fanOut(['room.created'], { now: new Date(), max: 100 });
  await tenant.transaction((repos) => repos.usage.meter(session.id));
  await database.history.logRequests([
    {
      ...{ tenantId, requestId: 'r', at: new Date(), actorType: 'system', actorId: 'x', actorLabel: 'x' },
      ...{ method: 'GET', path: '/', operationId: 'o', status: 200, code: null, durationMs: 1 },
    },
  ]);
  return { tenantId, roomId, sessionId: session.id };
}
