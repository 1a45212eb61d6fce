import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApiWorld } from '../../../tests/api-world.ts';
import type { ApiWorld } from '../../../tests/api-world.ts';

let world: ApiWorld;
beforeAll(async () => {
  world = await createApiWorld();
});
afterAll(() => world.close());

const rename = (body: object) => world.call('patch', '/v1/tenant').send(body);

test('200 the tenant has its new name, and no other tenant has', async () => {
  const response = await rename({ name: ' Κλινική <script>alert(1)</script> ' });
  expect(response.status).toBe(200);
  expect(response.body.name).toBe('Κλινική <script>alert(1)</script>');
  expect((await world.call('get', '/v1/tenant')).body).toEqual(response.body);
  const { body } = await world.call('get', '/v1/tenant', `Bearer ${world.theirs.apiKey}`);
  expect(body.name).toBe('Theirs');
});

test.each([{}, { name: '' }, { name: 'x'.repeat(81) }, { name: 'a\nb' }, { id: 'tnt_x' }, { name: 5 }])(
  '400 %j is refused and nothing changes',
  async (change) => {
    const before = await world.call('get', '/v1/tenant');
    expect((await rename(change)).status).toBe(400);
    expect((await world.call('get', '/v1/tenant')).body).toEqual(before.body);
  },
);
