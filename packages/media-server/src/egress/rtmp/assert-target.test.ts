import { expect, test } from 'vitest';
import { assertTarget } from './assert-target.ts';

const resolvingTo = (address: string) => () => Promise.resolve([{ address, family: 4 }]);
const refused = 'The address is not on the public internet.';

test.each([
  'rtmp://127.0.0.1/live/key',
  'rtmp://127.0.0.1:5432/live/key',
  'rtmp://2130706433/live/key',
  'rtmp://10.1.2.3/live/key',
  'rtmp://169.254.169.254/live/key',
  'rtmp://[::1]/live/key',
  'rtmp://[::ffff:127.0.0.1]/live/key',
])('%s is refused, in words without the address', async (url) => {
  const wrong = assertTarget(url, { allowPrivate: false, resolve: resolvingTo('127.0.0.1') });
  await expect(wrong).rejects.toThrow(refused);
  await expect(wrong).rejects.not.toThrow('key');
});

test('RTM-6 a name that leads to a private address is refused', async () => {
  const resolve = resolvingTo('192.168.1.1');
  await expect(assertTarget('rtmp://a.example/x/key', { allowPrivate: false, resolve })).rejects.toThrow(
    refused,
  );
});

test('a public address is taken, and where they are allowed private ones are', async () => {
  const url = 'rtmp://a.example/x/key';
  await assertTarget(url, { allowPrivate: false, resolve: resolvingTo('93.184.216.34') });
  await assertTarget(url, { allowPrivate: true, resolve: resolvingTo('127.0.0.1') });
});

test('a name nobody knows is told so', async () => {
  const resolve = () => Promise.reject(Object.assign(new Error('a.example'), { code: 'ENOTFOUND' }));
  await expect(assertTarget('rtmp://a.example/x/key', { allowPrivate: false, resolve })).rejects.toThrow(
    'The name of the server is not known.',
  );
});
