import { createHash, createHmac, createVerify, timingSafeEqual, X509Certificate } from 'node:crypto';

/** `a=fingerprint` of an offer: a hash function and the hash of the certificate, as pairs of hex digits and colons. */
export interface Fingerprint {
  algorithm: string;
  value: string;
}

/** What a handshake has to prove, as bytes of RFC 5246 and RFC 8422. */
export interface ServerProof {
  certificate: Buffer;
  clientRandom: Buffer;
  serverRandom: Buffer;
  /** Body of ServerKeyExchange. */
  keyExchange: Buffer;
  /** The key that was used, which must be the signed one. */
  usedKey: Buffer;
}

const hashNames = new Map([
  ['sha-256', 'sha256'],
  ['sha-384', 'sha384'],
  ['sha-512', 'sha512'],
]);
const signatureHashes = new Map([
  [4, 'sha256'],
  [5, 'sha384'],
  [6, 'sha512'],
]);

/** Whether the certificate is the one that the signalling named (RFC 8122 section 6). */
export function hasFingerprint(certificate: Buffer, fingerprints: readonly Fingerprint[]): boolean {
  return fingerprints.some(({ algorithm, value }) => {
    const hash = hashNames.get(algorithm.toLowerCase());
    if (hash === undefined) return false;
    const actual = createHash(hash).update(certificate).digest();
    const named = Buffer.from(value.replaceAll(':', ''), 'hex');
    return named.length === actual.length && timingSafeEqual(named, actual);
  });
}

/**
 * Whether the server has the private key of its certificate: its signature over both randoms and its ephemeral key
 * (RFC 8422 section 5.4). Certificates are public, so without this a fingerprint proves nothing.
 */
export function isKeyExchangeSigned(proof: ServerProof): boolean {
  const body = proof.keyExchange;
  if (body.length < 8 || body[0] !== 3) return false;
  const keyEnd = 4 + (body[3] ?? 0);
  if (body.length < keyEnd + 4 || !body.subarray(4, keyEnd).equals(proof.usedKey)) return false;
  const hash = signatureHashes.get(body[keyEnd] ?? 0);
  const scheme = body[keyEnd + 1];
  const signature = body.subarray(keyEnd + 4, keyEnd + 4 + body.readUInt16BE(keyEnd + 2));
  if (hash === undefined || (scheme !== 1 && scheme !== 3)) return false;
  const signed = [proof.clientRandom, proof.serverRandom, body.subarray(0, keyEnd)];
  const key = new X509Certificate(proof.certificate).publicKey;
  return createVerify(hash).update(Buffer.concat(signed)).verify(key, signature);
}

/** The server's Finished (RFC 5246 section 7.4.9) over the transcript so far. */
export function isFinishedRight(finished: Buffer, masterSecret: Buffer, transcript: Buffer): boolean {
  const seed = Buffer.concat([
    Buffer.from('server finished'),
    createHash('sha256').update(transcript).digest(),
  ]);
  const hmac = (data: Buffer) => createHmac('sha256', masterSecret).update(data).digest();
  const expected = hmac(Buffer.concat([hmac(seed), seed])).subarray(0, 12);
  return finished.length === 12 && timingSafeEqual(finished, expected);
}
