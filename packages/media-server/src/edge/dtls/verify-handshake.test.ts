import { createHash, createHmac, createSign, generateKeyPairSync, randomBytes } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { type OurCertificate, ourCertificate } from './dtls-session.ts';
import { hasFingerprint, isFinishedRight, isKeyExchangeSigned } from './verify-handshake.ts';

let certificate: OurCertificate;
let raw: Buffer;
beforeAll(async () => {
  certificate = await ourCertificate();
  raw = Buffer.from(certificate.certificate.certPem.replaceAll(/-----[^-]+-----|\s/g, ''), 'base64');
});

const clientRandom = randomBytes(32);
const serverRandom = randomBytes(32);
const usedKey = randomBytes(65);

function proofSignedBy(key: string, signedKey = usedKey) {
  const parameters = Buffer.concat([Buffer.from([3, 0, 23, signedKey.length]), signedKey]);
  const signature = createSign('sha256')
    .update(Buffer.concat([clientRandom, serverRandom, parameters]))
    .sign(key);
  const length = Buffer.alloc(2);
  length.writeUInt16BE(signature.length, 0);
  const keyExchange = Buffer.concat([parameters, Buffer.from([4, 3]), length, signature]);
  return { certificate: raw, clientRandom, serverRandom, keyExchange, usedKey };
}

test('a key exchange signed by the certificate is believed', () => {
  expect(isKeyExchangeSigned(proofSignedBy(certificate.certificate.privateKey))).toBe(true);
});

test('the certificate alone proves nothing: a signature by another key, or over another key, is refused', () => {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const other = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  expect(isKeyExchangeSigned(proofSignedBy(other))).toBe(false);
  expect(isKeyExchangeSigned(proofSignedBy(certificate.certificate.privateKey, randomBytes(65)))).toBe(false);
  const replayed = { ...proofSignedBy(certificate.certificate.privateKey), clientRandom: randomBytes(32) };
  expect(isKeyExchangeSigned(replayed)).toBe(false);
  expect(isKeyExchangeSigned({ ...replayed, keyExchange: Buffer.alloc(3) })).toBe(false);
});

test('only the certificate that the signalling named is accepted', () => {
  expect(hasFingerprint(raw, [certificate.fingerprint])).toBe(true);
  const value = createHash('sha256').update('another').digest('hex');
  expect(hasFingerprint(raw, [{ algorithm: 'sha-256', value }])).toBe(false);
  expect(hasFingerprint(raw, [{ algorithm: 'md5', value: certificate.fingerprint.value }])).toBe(false);
  expect(hasFingerprint(raw, [])).toBe(false);
});

test('the end of a handshake that was tampered with is refused', () => {
  const secret = randomBytes(48);
  const transcript = randomBytes(300);
  const seed = Buffer.concat([
    Buffer.from('server finished'),
    createHash('sha256').update(transcript).digest(),
  ]);
  const hmac = (data: Buffer) => createHmac('sha256', secret).update(data).digest();
  const finished = hmac(Buffer.concat([hmac(seed), seed])).subarray(0, 12);
  expect(isFinishedRight(finished, secret, transcript)).toBe(true);
  expect(isFinishedRight(finished, secret, Buffer.concat([transcript, Buffer.from([0])]))).toBe(false);
  expect(isFinishedRight(Buffer.alloc(12), secret, transcript)).toBe(false);
  expect(isFinishedRight(Buffer.alloc(0), secret, transcript)).toBe(false);
});
