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

test('200 words, language and support link come back as they are, markup as plain text', async () => {
  const words = {
    language: 'el',
    texts: {
      welcome: { en: 'Have your card ready.' },
      waiting: { en: '<b>The doctor</b> & {{name}} <script>alert(1)</script>', el: 'Σε λίγο.' },
      ended: {},
    },
    supportUrl: 'https://example.com/help?a=1',
  };
  expect((await change(words)).body).toEqual(words);
  expect((await change({ texts: { waiting: { en: '  Soon. ' } } })).body).toEqual({
    texts: { waiting: { en: 'Soon.' } },
  });
});

test.each([
  [{ accent: 'red' }, '/accent'],
  [{ accent: '#fff;}*{display:none' }, '/accent'],
  [{ logoUrl: 'javascript:alert(1)' }, '/logoUrl'],
  [{ logoUrl: 'data:image/svg+xml,<svg/>' }, '/logoUrl'],
  [{ radius: 17 }, '/radius'],
  [{ font: 'Comic Sans' }, '/font'],
  [{ css: 'x' }, '/css'],
  [{ tenantId: 'tnt_1' }, '/tenantId'],
  [{ language: 'fr' }, '/language'],
  [{ texts: { waiting: 'Soon.' } }, '/texts/waiting'],
  [{ texts: { lobby: { en: 'Soon.' } } }, '/texts/lobby'],
  [{ texts: { waiting: { fr: 'Bientôt.' } } }, '/texts/waiting/fr'],
  [{ texts: { waiting: { en: ' ' } } }, '/texts/waiting/en'],
  [{ texts: { welcome: { el: 'x'.repeat(201) } } }, '/texts/welcome/el'],
  [{ texts: { ended: { en: 'one\ntwo' } } }, '/texts/ended/en'],
  [{ texts: { ended: { en: 'a\u202Eb' } } }, '/texts/ended/en'],
  [{ texts: { ended: { en: 'a\uD800' } } }, '/texts/ended/en'],
  [{ supportUrl: 'http://example.com/help' }, '/supportUrl'],
  [{ supportUrl: 'javascript:alert(1)//https:' }, '/supportUrl'],
  [{ supportUrl: 'https://user:secret@example.com' }, '/supportUrl'],
])('400 %j is refused by name', async (body, pointer) => {
  const response = await change(body);
  expect(response.status).toBe(400);
  expect(response.body.errors[0].pointer).toBe(pointer);
});
