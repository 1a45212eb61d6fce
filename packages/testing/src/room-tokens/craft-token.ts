import { sign } from 'node:crypto';
import type { TokenSigner, TokenWorld } from './token-world.ts';
import { goodClaims } from './token-world.ts';

/** Text, bytes or any JSON value as one part of a compact JWS. */
export function segment(value: unknown): string {
  if (typeof value === 'string' || value instanceof Uint8Array)
    return Buffer.from(value).toString('base64url');
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

/** A signature as RFC 7518 section 3.4 (ES256) and RFC 8037 section 3.1 (EdDSA) have it. */
export function signatureOf(signer: TokenSigner, input: string): Buffer {
  if (signer.algorithm === 'EdDSA') return sign(null, Buffer.from(input), signer.privateKey);
  return sign('sha256', Buffer.from(input), { key: signer.privateKey, dsaEncoding: 'ieee-p1363' });
}

export function goodHeader(signer: TokenSigner): Record<string, unknown> {
  return { alg: signer.algorithm, typ: 'cm-room+jwt', kid: signer.kid };
}

export interface Craft {
  signer?: TokenSigner;
  /** Laid over the good header; `undefined` removes a member. */
  header?: Record<string, unknown>;
  /** Laid over the good claims; `undefined` removes a claim. */
  claims?: Record<string, unknown>;
  /** Makes the signature from the text it covers; default: the signer does. */
  signature?: (input: string) => Uint8Array | string;
}

/** A token of the world, good unless told otherwise. */
export function craftToken(world: TokenWorld, craft: Craft = {}): string {
  const signer = craft.signer ?? world.service;
  const header = segment({ ...goodHeader(signer), ...craft.header });
  const claims = segment({ ...goodClaims(world), ...craft.claims });
  const input = `${header}.${claims}`;
  const signature = craft.signature?.(input) ?? signatureOf(signer, input);
  return `${input}.${typeof signature === 'string' ? signature : segment(signature)}`;
}
