import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  bindingRequest,
  bindingResponse,
  isAuthentic,
  isStun,
  readStun,
  roleConflict,
  stunClass,
} from './stun.ts';

const transaction = Buffer.alloc(12, 7);

// RFC 5769 section 2.1: a sample request with a short-term credential.
const sample = Buffer.from(
  '000100582112a442b7e7a701bc34d686fa87dfae802200105354554e207465737420636c69656e7400240004' +
    '6e0001ff80290008932ff9b151263b36000600096576746a3a68367659202020000800149aeaa70cbfd8cb56' +
    '781ef2b5b2d3f249c1b571a280280004e57a3bcf',
  'hex',
);
const samplePassword = 'VOkJxbRl1RmTxUk/WvJxBt';

test('the sample request of RFC 5769 is authentic with its password and with no other', () => {
  const message = readStun(sample);
  expect(message?.type).toBe(stunClass.request);
  expect(message?.username).toBe('evtj:h6vY');
  expect(message?.controlled).toBe(true);
  expect(message && isAuthentic(sample, message, samplePassword)).toBe(true);
  expect(message && isAuthentic(sample, message, `${samplePassword}x`)).toBe(false);
});

test('any changed bit before the integrity makes a check unauthentic or unreadable', () => {
  for (let bit = 0; bit < (sample.length - 32) * 8; bit += 1) {
    const changed = Buffer.from(sample);
    changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    const message = isStun(changed) ? readStun(changed) : null;
    expect(message !== null && isAuthentic(changed, message, samplePassword)).toBe(false);
  }
});

test('what is written is read back, with its integrity', () => {
  for (const bytes of [
    bindingRequest(transaction, 'us:them', 'password'),
    bindingResponse(transaction, '192.0.2.1', 32_853, 'password'),
    roleConflict(transaction, 'password'),
  ]) {
    const message = readStun(bytes);
    expect(message?.transaction.equals(transaction)).toBe(true);
    expect(message && isAuthentic(bytes, message, 'password')).toBe(true);
  }
  const request = bindingRequest(transaction, 'us:them', 'password');
  expect(readStun(request)).toMatchObject({ username: 'us:them', useCandidate: true, controlled: false });
});

test('attributes behind the integrity are not believed', () => {
  const nominating = bindingRequest(transaction, 'us:them', 'password');
  const plain = readStun(sample);
  expect(plain?.useCandidate).toBe(false);
  expect(readStun(nominating)?.useCandidate).toBe(true);
  // USE-CANDIDATE appended to the sample, with the length of the message put right.
  const appended = Buffer.concat([sample, Buffer.from('00250000', 'hex')]);
  appended.writeUInt16BE(appended.length - 20, 2);
  expect(readStun(appended)?.useCandidate).toBe(false);
});

test('no bytes make reading throw', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 120 }), (noise) => {
      const bytes = Buffer.from(noise);
      if (bytes.length >= 20) {
        bytes.writeUInt16BE(1, 0);
        bytes.writeUInt16BE(bytes.length - 20, 2);
        bytes.writeUInt32BE(0x2112a442, 4);
      }
      const message = readStun(bytes);
      expect(message === null || !isAuthentic(bytes, message, 'password')).toBe(true);
    }),
  );
});
