import { sign } from 'node:crypto';
import { craftToken, segment, signatureOf } from './craft-token.ts';
import type { Forgery } from './forgery.ts';
import { forgeriesWith } from './forgery.ts';
import type { TokenSigner, TokenWorld } from './token-world.ts';
import { goodClaims, newSigner } from './token-world.ts';

/** Order of the Ed25519 group (RFC 8032 section 5.1) and of P-256. */
const ed25519Order = 2n ** 252n + 27742317777372353535851937790883648493n;
const p256Order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

const changed = (claims: Record<string, unknown>) => (world: TokenWorld) => {
  const [header, , signature] = craftToken(world).split('.');
  return `${header ?? ''}.${segment({ ...goodClaims(world), ...claims })}.${signature ?? ''}`;
};

const signedAs =
  (of: (world: TokenWorld) => TokenSigner, make: (input: string, signer: TokenSigner) => Uint8Array) =>
  (world: TokenWorld) =>
    craftToken(world, { signer: of(world), signature: (input) => make(input, of(world)) });
const ours = (world: TokenWorld) => world.service;
const theirs = (world: TokenWorld) => world.registered;

function withFlippedBit(bytes: Buffer): Buffer {
  bytes[10] = (bytes[10] ?? 0) ^ 1;
  return bytes;
}

/** S + L is the same scalar; RFC 8032 section 5.1.7 demands that it is refused. */
function malleated(signature: Buffer): Buffer {
  const s = BigInt(`0x${Buffer.from(signature.subarray(32)).reverse().toString('hex')}`) + ed25519Order;
  const scalar = Buffer.from(s.toString(16).padStart(64, '0'), 'hex').reverse();
  return Buffer.concat([signature.subarray(0, 32), scalar]);
}

const order = Buffer.from(p256Order.toString(16), 'hex');

/** Signatures that do not belong to what they are on. */
export const forgeriesOfSignature: Forgery[] = forgeriesWith('RT-7', 'token-signature-invalid', {
  'the role changed to host': changed({ role: 'host' }),
  'the room changed': (world) => changed({ rid: world.siblingRoomId })(world),
  'the end moved': (world) => changed({ exp: world.nowSeconds + 86_000 })(world),
  'the person changed': changed({ sub: 'somebody-else' }),
  'grants added': changed({ grants: ['room.end'] }),
  'a header member added': (world) => {
    const [, claims, signature] = craftToken(world).split('.');
    const header = segment({ alg: 'EdDSA', typ: 'cm-room+jwt', kid: world.service.kid, cty: 'x' });
    return `${header}.${claims ?? ''}.${signature ?? ''}`;
  },
  'no signature': (world) => craftToken(world, { signature: () => '' }),
  'one bit of the signature flipped': signedAs(ours, (input, signer) =>
    withFlippedBit(signatureOf(signer, input)),
  ),
  'a signature of zeros': signedAs(ours, () => Buffer.alloc(64)),
  'the signature of another token': (world) =>
    craftToken(world, { signature: () => craftToken(world).split('.')[2] ?? '' }),
  'a signature cut short': signedAs(ours, (input, signer) => signatureOf(signer, input).subarray(0, 63)),
  'a signature with a byte more': signedAs(ours, (input, signer) =>
    Buffer.concat([signatureOf(signer, input), Buffer.alloc(1)]),
  ),
  'a signature over the payload alone': signedAs(ours, (input, signer) =>
    signatureOf(signer, input.split('.')[1] ?? ''),
  ),
  'an Ed25519 signature with S + L': signedAs(ours, (input, signer) => malleated(signatureOf(signer, input))),
  'an ES256 signature of zeros': signedAs(theirs, () => Buffer.alloc(64)),
  'an ES256 signature of r = s = n': signedAs(theirs, () => Buffer.concat([order, order])),
  'an ES256 signature in DER': signedAs(theirs, (input, signer) =>
    sign('sha256', Buffer.from(input), signer.privateKey),
  ),
  'our kid over the key of a stranger': (world) =>
    craftToken(world, { signer: newSigner('EdDSA', world.service.kid) }),
  "our kid over the tenant's own key": (world) =>
    craftToken(world, { signer: { ...world.registeredEd25519, kid: world.service.kid } }),
  "the tenant's kid over the key of another tenant": (world) =>
    craftToken(world, { signer: { ...world.otherTenants, kid: world.registered.kid } }),
});
