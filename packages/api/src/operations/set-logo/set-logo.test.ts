import { limits } from '@cloudmeet/contracts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApiWorld } from '../../../tests/api-world.ts';
import type { ApiWorld } from '../../../tests/api-world.ts';

let world: ApiWorld;
beforeAll(async () => {
  world = await createApiWorld();
});
afterAll(() => world.close());

/** A PNG by its first bytes: signature, header chunk, size. */
function png(width: number, height: number, bytes = 100): Buffer {
  const file = Buffer.alloc(bytes);
  Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex').copy(file);
  file.writeUInt32BE(width, 16);
  file.writeUInt32BE(height, 20);
  return file;
}
const upload = (file: Buffer) =>
  world.call('post', '/v1/tenant/branding/logo').send({ data: file.toString('base64') });
const logoPath = (url: string) => new URL(url).pathname;

test('200 a picture becomes the logo, served as what its content is and able to do nothing', async () => {
  await world.call('patch', '/v1/tenant/branding').send({ accent: '#1c8a5f' });
  const response = await upload(png(64, 32));
  expect(response.status).toBe(200);
  expect(response.body).toMatchObject({ accent: '#1c8a5f' });
  const served = await world.call('get', logoPath(response.body.logoUrl), null);
  expect([served.status, served.headers['content-type']]).toEqual([200, 'image/png']);
  expect(served.headers).toMatchObject({
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox",
    'cross-origin-resource-policy': 'cross-origin',
  });
});

test('a new logo takes the place of the old one, whose address is nothing any more', async () => {
  const first = (await upload(png(1, 1))).body.logoUrl;
  await upload(png(2, 2));
  expect((await world.call('get', logoPath(first), null)).status).toBe(404);
});

test.each([
  [
    'SVG with a script',
    Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
  ],
  ['HTML', Buffer.from('<!doctype html><script>alert(1)</script>')],
  ['a script that calls itself a GIF', Buffer.from('GIF89')],
  ['a PNG cut short', png(64, 64).subarray(0, 18)],
  ['a PNG without size', png(0, 10)],
  ['a PNG of 5,000 px', png(5000, 10)],
  ['a PDF', Buffer.from('%PDF-1.7')],
])('422 %s is no logo', async (_name, file) => {
  const before = (await world.call('get', '/v1/tenant/branding')).body;
  const response = await upload(file);
  expect([response.status, response.body.code]).toEqual([422, 'unprocessable']);
  expect((await world.call('get', '/v1/tenant/branding')).body).toEqual(before);
});

test('413 a logo that is too large is refused before it is read to its end', async () => {
  expect((await upload(png(10, 10, limits.logoBytes + 3))).status).toBe(413);
  expect((await upload(png(10, 10, 5_000_000))).body.code).toBe('payload-too-large');
});

test('204 the uploaded logo is removed, one elsewhere stays', async () => {
  await upload(png(3, 3));
  expect((await world.call('delete', '/v1/tenant/branding/logo')).status).toBe(204);
  expect((await world.call('get', '/v1/tenant/branding')).body.logoUrl).toBeUndefined();
  const logoUrl = 'https://cdn.example.com/logo.png';
  await world.call('patch', '/v1/tenant/branding').send({ logoUrl });
  await world.call('delete', '/v1/tenant/branding/logo');
  expect((await world.call('get', '/v1/tenant/branding')).body.logoUrl).toBe(logoUrl);
});
