import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { createServiceKeys, newApiKey } from '@cloudmeet/api';
import { defaultPolicies, newId } from '@cloudmeet/contracts';
import { createDatabase } from '@cloudmeet/database';
import { startTestServer } from '@cloudmeet/database/testing';
import { Secret } from '@cloudmeet/service-kit';
import { canPin, startChildServer } from '../load/child-server.ts';
import type { ChildServer } from '../load/child-server.ts';
import { requestBytes } from '../load/http-connection.ts';

/** The API and the floor, each in a process of its own on the same core, with the same key. */
export interface World {
  api: ChildServer;
  floor: ChildServer;
  /** The request for a token, for one of the two. */
  request(url: URL): Buffer;
  close(): Promise<void>;
}

const program = (name: string) => fileURLToPath(new URL(name, import.meta.url));

async function createRoom(url: string, secret: string) {
  const database = createDatabase({ url });
  const tenantId = newId('tenant');
  const { key, prefix, hash } = newApiKey('test');
  const roomId = newId('room');
  await database.forTenant({ tenantId }).transaction(async (repos) => {
    await repos.tenant.create({ name: 'Benchmark' });
    await repos.apiKeys.create({ id: newId('apiKey'), name: 'bench', kind: 'test', prefix, hash });
    const plain = { name: 'Room', mode: 'auto', maxParticipants: 6, lobby: false, externalId: null } as const;
    await repos.rooms.create({
      ...plain,
      ...{ id: roomId, policies: defaultPolicies, recording: {}, metadata: {}, test: true },
    });
  });
  const signer = await createServiceKeys({ database, secret: new Secret(secret) }).signer();
  await database.close();
  return { apiKey: key, roomId, signer };
}

/** Starts everything. The servers get core 1 where the machine can tie a process to a core. */
export async function startWorld(): Promise<World> {
  const postgres = await startTestServer();
  const { appUrl } = await postgres.createDatabase();
  const secret = randomUUID() + randomUUID();
  const { apiKey, roomId, signer } = await createRoom(appUrl, secret);
  const core = canPin ? { core: 1 } : {};
  const api = await startChildServer({
    program: program('api-server.ts'),
    env: { BENCH_DATABASE_URL: appUrl, BENCH_SECRET: secret },
    ...core,
  });
  const privateKey = signer.privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
  const floor = await startChildServer({
    program: program('floor-server.ts'),
    env: { BENCH_PRIVATE_KEY: privateKey, BENCH_KID: signer.kid },
    ...core,
  });
  const body = JSON.stringify({ role: 'host', userId: 'user-17', name: 'Anna Papadaki' });
  const headers = { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' };
  return {
    api,
    floor,
    request: (url) => requestBytes('POST', new URL(`/v1/rooms/${roomId}/tokens`, url), headers, body),
    close: async () => {
      await Promise.all([api.stop(), floor.stop()]);
      await postgres.stop();
    },
  };
}
