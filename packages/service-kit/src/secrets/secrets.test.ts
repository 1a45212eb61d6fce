import { inspect } from 'node:util';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createSecretBox, deriveKey } from './secret-box.ts';
import { Secret } from './secret.ts';
import { sha256Hex } from './sha256-hex.ts';
import { createStreamTargetBox } from './stream-target-box.ts';

const master = new Secret('the master secret of a deployment in a test');

test('a secret shows itself to nobody who does not ask for it', () => {
  const shown = [String(master), JSON.stringify({ master }), inspect({ master }), `${master.toString()}`];
  for (const text of shown) expect(text).not.toContain('master secret');
  expect(master.reveal()).toContain('master secret');
});

test('what was sealed opens with the same secret and purpose', () => {
  const box = createSecretBox(master, 'signing keys');
  fc.assert(fc.property(fc.string(), (text) => box.open(box.seal(text)) === text.toWellFormed()));
  expect(box.seal('same')).not.toBe(box.seal('same'));
});

test('nothing opens with another secret, for another purpose, or after a change of any byte', () => {
  const box = createSecretBox(master, 'signing keys');
  const sealed = box.seal('private');
  expect(() => createSecretBox(new Secret('another'), 'signing keys').open(sealed)).toThrow(
    /CLOUDMEET_SECRET/,
  );
  expect(() => createSecretBox(master, 'webhooks').open(sealed)).toThrow(/does not open/);
  const bytes = Buffer.from(sealed.slice(3), 'base64url');
  for (let at = 0; at < bytes.length; at += 1) {
    const changed = Buffer.from(bytes);
    changed.writeUInt8((changed[at] ?? 0) ^ 1, at);
    expect(() => box.open(`v1.${changed.toString('base64url')}`)).toThrow(/does not open/);
  }
  expect(() => box.open('v1.')).toThrow(/damaged/);
  expect(() => box.open(sealed.slice(3))).toThrow(/damaged/);
});

test('keys of different purposes differ', () => {
  expect(deriveKey(master, 'a')).not.toEqual(deriveKey(master, 'b'));
  expect(deriveKey(master, 'a')).toEqual(deriveKey(master, 'a'));
});

test('hashes are those of the standard (FIPS 180-4, "abc")', () => {
  expect(sha256Hex('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
});

test('addresses of stream targets open with the same secret alone, and show nothing of themselves', () => {
  const targets = [{ id: 't1', url: 'rtmps://live.example.com/app/very-secret-key' }];
  const sealed = createStreamTargetBox(master).seal(targets);
  expect(sealed).not.toContain('secret-key');
  expect(createStreamTargetBox(master).open(sealed)).toEqual(targets);
  expect(() => createStreamTargetBox(new Secret('another')).open(sealed)).toThrow(/does not open/);
});
