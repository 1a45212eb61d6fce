import { tenantSchema } from '@cloudmeet/contracts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApiWorld } from '../../../tests/api-world.ts';
import type { ApiWorld } from '../../../tests/api-world.ts';

let world: ApiWorld;
beforeAll(async () => {
  world = await createApiWorld();
});
afterAll(() => world.close());

test('200 each key reads its own tenant', async () => {
  for (const { tenantId, name, apiKey } of [world.ours, world.theirs]) {
    const response = await world.call('get', '/v1/tenant', `Bearer ${apiKey}`);
    expect(response.status).toBe(200);
    expect(tenantSchema.strict().parse(response.body)).toMatchObject({ id: tenantId, name });
  }
});
