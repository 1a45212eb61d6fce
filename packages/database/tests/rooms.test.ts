import { defaultPolicies, newId } from '@cloudmeet/contracts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createDatabase } from '../src/index.ts';
import type { Database } from '../src/index.ts';
import { createTestDatabase } from '../src/testing/index.ts';
import type { TestDatabase } from '../src/testing/index.ts';

let testDatabase: TestDatabase;
let database: Database;
beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = createDatabase({ url: testDatabase.appUrl });
});
afterAll(async () => {
  await database.close();
  await testDatabase.close();
});

it('keeps a room', async () => {
  const tenant = database.forTenant({ tenantId: newId('tenant') });
  const id = newId('room');
  await tenant.transaction(async (repos) => {
    await repos.tenant.create({ name: 'Acme' });
    await repos.rooms.create({
      id,
      name: 'Stand-up',
      mode: 'auto',
      maxParticipants: 10,
      lobby: false,
      policies: defaultPolicies,
      recording: {},
      externalId: null,
      metadata: {},
      test: true,
    });
  });
  const room = await tenant.transaction((repos) => repos.rooms.findById(id));
  expect(room?.name).toBe('Stand-up');
});
