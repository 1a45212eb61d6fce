import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createOutboundPost, isPublicAddress, targetProblem } from '../src/index.ts';
import type { Resolver } from '../src/index.ts';
import { privateSpellings, publicSpellings } from './addresses.ts';

let port: number;
let reached = 0;
const server = createServer((_request, response) => {
  reached += 1;
  response.end();
});
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

const post = (url: string, resolve: Resolver, allowPrivate = false) =>
  createOutboundPost({ resolve, allowPrivate, timeoutMs: 2000 })({ url, headers: {}, body: '{}' });
const toLoopback: Resolver = async () => [{ address: '127.0.0.1', family: 4 }];

test('there are more than 200 spellings, all different', () => {
  expect(new Set(privateSpellings).size).toBe(privateSpellings.length);
  expect(privateSpellings.length).toBeGreaterThan(200);
});

test.each(privateSpellings)('WH-18 nothing is sent to https://%s', async (host) => {
  const url = `https://${host}/hook`;
  expect(targetProblem(url, { allowPrivate: false })).toBeDefined();
  expect((await post(url, toLoopback)).failure).toBe('address-refused');
  expect(reached).toBe(0);
});

test.each(publicSpellings)('https://%s may be tried', (host) => {
  expect(targetProblem(`https://${host}/hook`, { allowPrivate: false })).toBeUndefined();
});

test.each([
  ['http://example.com/hook', /https/],
  ['ftp://example.com/', /https/],
  ['https://user:pass@example.com/', /credentials/],
  ['https://[fe80::1%25eth0]/', /not an address/],
  ['file:///etc/passwd', /https/],
  ['https://', /not an address/],
])('WH-18 %s is refused with words that say why', (url, words) => {
  expect(targetProblem(url, { allowPrivate: false })).toMatch(words);
});

test('WH-19 a name that leads to a private address is refused, and so is one that leads there among others', async () => {
  const mixed: Resolver = async () => [
    { address: '93.184.215.14', family: 4 },
    { address: '::ffff:10.0.0.1', family: 6 },
  ];
  for (const resolve of [toLoopback, mixed])
    expect((await post(`https://hooks.example.com:${String(port)}/`, resolve)).failure).toBe(
      'address-refused',
    );
  expect(reached).toBe(0);
});

test('WH-19 a name is resolved once: what was checked is what is connected to', async () => {
  let asked = 0;
  const rebinding: Resolver = async () => {
    asked += 1;
    return asked === 1 ? [{ address: '127.0.0.1', family: 4 }] : [{ address: '203.0.113.9', family: 4 }];
  };
  const url = `http://rebind.example.com:${String(port)}/`;
  expect((await post(url, rebinding, true)).status).toBe(200);
  expect([asked, reached]).toEqual([1, 1]);
});

test.each(['fe80::1%eth0', '', 'localhost', '1.2.3', '::ffff:8.8.8.8', '256.1.1.1'])(
  '%s is no public address',
  (address) => {
    expect(isPublicAddress(address)).toBe(false);
  },
);

test('control: with private addresses allowed the same post arrives, so these tests would notice it', async () => {
  const before = reached;
  expect((await post(`http://127.0.0.1:${String(port)}/`, toLoopback, true)).status).toBe(200);
  expect(reached).toBe(before + 1);
});
