import { expect, test } from 'vitest';
import { hashPassword, verifyPassword } from './password.ts';

test('only the password itself fits its hash, in any Unicode form of it', async () => {
  const hash = await hashPassword('ÅngströmΩ');
  expect(hash).toMatch(/^scrypt\$131072\$8\$1\$/);
  expect(hash).not.toContain('ngstr');
  expect(await verifyPassword('ÅngströmΩ'.normalize('NFD'), hash)).toBe(true);
  expect(await verifyPassword('ångströmΩ', hash)).toBe(false);
  expect(await verifyPassword('', hash)).toBe(false);
});

test('the same password has another hash each time', async () => {
  expect(await hashPassword('same')).not.toBe(await hashPassword('same'));
});

test('nothing fits a hash that is missing or damaged', async () => {
  for (const hash of [undefined, '', 'scrypt', 'scrypt$1$1$1$$', 'bcrypt$1$1$1$YQ$YQ']) {
    expect(await verifyPassword('', hash)).toBe(false);
  }
});
