import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApiWorld } from '../../../tests/api-world.ts';
import type { ApiWorld } from '../../../tests/api-world.ts';

let world: ApiWorld;
beforeAll(async () => {
  world = await createApiWorld();
});
afterAll(() => world.close());

const change = (body: object) => world.call('patch', '/v1/tenant/branding').send(body);

test('200 the branding is replaced as a whole', async () => {
  const first = { accent: '#1870ba', radius: 8, font: 'inter', logoUrl: 'https://example.com/l.svg' };
  expect((await change(first)).body).toEqual(first);
  expect((await change({ colorScheme: 'dark' })).body).toEqual({ colorScheme: 'dark' });
  expect((await world.call('get', '/v1/tenant/branding')).body).toEqual({ colorScheme: 'dark' });
});

test.each([
  [{ accent: 'red' }, '/accent'],
  [{ accent: '#fff;}*{display:none' }, '/accent'],
  [{ logoUrl: 'javascript:alert(1)' }, '/logoUrl'],
  [{ logoUrl: 'data:image/svg+xml,<svg/>' }, '/logoUrl'],
  [{ radius: 17 }, '/radius'],
  [{ font: 'Comic Sans' }, '/font'],
  [{ css: 'x' }, '/css'],
])('400 %j is refused by name', async (body, pointer) => {
  const response = await change(body);
  expect(response.status).toBe(400);
  expect(response.body.errors[0].pointer).toBe(pointer);
});
