import { createHash, timingSafeEqual } from 'node:crypto';
import { randomText } from '@cloudmeet/contracts';
import type { RandomFill } from '@cloudmeet/contracts';

/** 43 characters of 62 are 256 bits. */
const credentialLength = 43;

/** What proves after a cut that a connection is the same person's. Only its hash is stored. */
export interface ResumeCredential {
  credential: string;
  hash: string;
}

function hashOf(credential: string): Buffer {
  return createHash('sha256').update(credential).digest();
}

export function newResumeCredential(random?: RandomFill): ResumeCredential {
  const credential = randomText(credentialLength, random);
  return { credential, hash: hashOf(credential).toString('hex') };
}

/** Compares in constant time. `hash`: SHA-256 in hex. */
export function isCredentialOf(hash: string, credential: string): boolean {
  const expected = Buffer.from(hash, 'hex');
  const actual = hashOf(credential);
  return expected.length === actual.length && timingSafeEqual(expected, actual);
}
