import { createServiceKeys, newApiKey } from '@cloudmeet/api';
import { defaultPolicies, newId } from '@cloudmeet/contracts';
import { createDatabase } from '@cloudmeet/database';
import { Secret } from '@cloudmeet/service-kit';

/** A tenant with an API key and a room, and the deployment's signing key, in a migrated database. */
export async function createRoom(url: string, secret: string) {
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
