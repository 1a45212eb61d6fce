import { limits, rotatedWebhookSecretSchema } from '@cloudmeet/contracts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApiWorld } from '../../../tests/api-world.ts';
import type { ApiWorld } from '../../../tests/api-world.ts';
import { createWebhookSecrets } from '../../index.ts';

let world: ApiWorld;
beforeAll(async () => {
  world = await createApiWorld();
});
afterAll(() => world.close());

const rotate = (id: string) => world.call('post', `/v1/webhook-endpoints/${id}/rotate-secret`);

test('WH-6 200 old secrets sign along for a day, the new one first; 422 there is a limit of them', async () => {
  const body = { url: 'https://app.example.com/hooks', types: ['room.created'] };
  const created = await world.call('post', '/v1/webhook-endpoints').send(body);
  const { id } = created.body;
  const rotated = rotatedWebhookSecretSchema.strict().parse((await rotate(id)).body);
  expect(rotated.secret).not.toBe(created.body.secret);
  const lastsMs = Date.parse(rotated.previousSecretExpiresAt) - Date.now();
  expect(Math.abs(lastsMs - limits.webhookSecretOverlapSeconds * 1000)).toBeLessThan(60_000);

  const endpoint = await world.database
    .forTenant(world.ours)
    .transaction((repos) => repos.webhookEndpoints.findById(id));
  const secrets = createWebhookSecrets(world.config.secret);
  const signatures = (nowMs: number) =>
    secrets.sign(endpoint!.secrets, { id: 'msg_1', body: '{}', nowMs }).split(' ');
  expect(signatures(Date.now())).toHaveLength(2);
  expect(signatures(Date.now() + limits.webhookSecretOverlapSeconds * 1001)).toHaveLength(1);

  for (let n = 1; n < limits.webhookOldSecretsMax; n += 1) expect((await rotate(id)).status).toBe(200);
  expect((await rotate(id)).body.code).toBe('limit-reached');
});

test('404 for an endpoint that is not there', async () => {
  expect((await rotate('whe_7Hq2vMx9TtKe4LbN0cWdPzRs')).status).toBe(404);
});
