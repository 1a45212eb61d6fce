import type { TokenErrorCode } from '@cloudmeet/contracts';
import { craftToken } from './craft-token.ts';
import type { Forgery } from './forgery.ts';
import { forgeriesWith } from './forgery.ts';
import type { TokenWorld } from './token-world.ts';

type Claims = Record<string, unknown> | ((world: TokenWorld) => Record<string, unknown>);

const laidOver = (claims: Claims) => (world: TokenWorld) =>
  typeof claims === 'function' ? claims(world) : claims;

/** Claims signed by the tenant's own registered key: the signature is good, only the claims are not. */
function signedByTenant(
  rule: Forgery['rule'],
  code: TokenErrorCode,
  byName: Record<string, Claims>,
): Forgery[] {
  const tokens = Object.entries(byName).map(([name, claims]): [string, (world: TokenWorld) => string] => [
    name,
    (world) => craftToken(world, { signer: world.registered, claims: laidOver(claims)(world) }),
  ]);
  return forgeriesWith(rule, code, Object.fromEntries(tokens));
}

const issuers = forgeriesWith('RT-9', 'token-issuer-mismatch', {
  'our key with another issuer': (world) => craftToken(world, { claims: { iss: 'https://evil.example' } }),
  'our issuer with a slash': (world) => craftToken(world, { claims: { iss: `${world.issuer}/` } }),
  'our issuer in other letters': (world) =>
    craftToken(world, { claims: { iss: world.issuer.toUpperCase() } }),
});

const nested = (levels: number): unknown => JSON.parse('{"a":'.repeat(levels) + '1' + '}'.repeat(levels));

/** Claims that a signature, good as it is, does not make good. */
export const forgeriesOfClaims: Forgery[] = [
  ...signedByTenant('RT-8', 'token-audience-mismatch', {
    'no aud': { aud: undefined },
    'another aud': { aud: 'cloudmeet:api' },
    'aud in an array': { aud: ['cloudmeet:room'] },
    'aud in other letters': { aud: 'CloudMeet:Room' },
    'aud with more behind it': { aud: 'cloudmeet:room:x' },
  }),
  ...issuers,
  ...signedByTenant('RT-12', 'token-expired', {
    'ended a second ago': ({ nowSeconds }) => ({ exp: nowSeconds - 1 }),
    'ends this very second': ({ nowSeconds }) => ({ exp: nowSeconds }),
    'ended years ago': { iat: 1_000_000, nbf: 1_000_000, exp: 1_000_600 },
  }),
  ...signedByTenant('RT-14', 'token-not-yet-valid', {
    'nbf a minute ahead': ({ nowSeconds }) => ({ nbf: nowSeconds + 60 }),
    'iat a minute ahead': ({ nowSeconds }) => ({ iat: nowSeconds + 60, nbf: nowSeconds }),
  }),
  ...signedByTenant('RT-13', 'token-lifetime-too-long', {
    'a day and a second': ({ nowSeconds }) => ({ iat: nowSeconds, exp: nowSeconds + 86_401 }),
    'ten years': ({ nowSeconds }) => ({ exp: nowSeconds + 315_360_000 }),
    'iat moved back to a day ago': ({ nowSeconds }) => ({ iat: nowSeconds - 86_400 }),
  }),
  ...signedByTenant('RT-15', 'token-claims-invalid', {
    'no exp': { exp: undefined },
    'exp null': { exp: null },
    'exp a text': ({ nowSeconds }) => ({ exp: String(nowSeconds + 600) }),
    'exp with a fraction': ({ nowSeconds }) => ({ exp: nowSeconds + 0.5 }),
    'exp below zero': { exp: -1 },
    'exp beyond all numbers': { exp: 1e300 },
    'exp in milliseconds': ({ nowSeconds }) => ({ exp: (nowSeconds + 600) * 1e6 }),
    'exp before iat': ({ nowSeconds }) => ({ exp: nowSeconds - 20 }),
    'no iat': { iat: undefined },
    'iat a text': { iat: 'yesterday' },
    'no nbf': { nbf: undefined },
    'nbf an array': { nbf: [0] },
    'no iss': { iss: undefined },
    'an empty iss': { iss: '' },
    'iss a number': { iss: 1 },
    'no sub': { sub: undefined },
    'an empty sub': { sub: '' },
    'a sub of spaces': { sub: '   ' },
    'a sub with a line break': { sub: 'a\nb' },
    'a sub of 121 letters': { sub: 'x'.repeat(121) },
    'no jti': { jti: undefined },
    'jti a number': { jti: 5 },
    'no tid': { tid: undefined },
    'tid of a wrong form': { tid: 'tnt_1' },
    'tid in an array': ({ tenantId }) => ({ tid: [tenantId] }),
    'no rid': { rid: undefined },
    'rid a path': { rid: '../rm' },
    'rid with a NUL': ({ roomId }) => ({ rid: `${roomId}\u0000` }),
    'a grant nobody knows': { grants: ['room.join', 'everything'] },
    'grants a text': { grants: 'room.end' },
    'grants an object': { grants: { 'room.end': true } },
    'a name that turns the text around': { name: 'Anna \u202Etxt' },
    'a name with a lone surrogate': { name: 'Anna \ud83d' },
    'an empty name': { name: '' },
    'a picture that is a script': { avatar: 'javascript:alert(1)' },
    'a picture with credentials': { avatar: 'https://user:pass@example.com/a.png' },
    'metadata of 5 kB': { metadata: { text: 'x'.repeat(5000) } },
    'metadata nested 6 deep': { metadata: nested(6) },
    'metadata a text': { metadata: 'x' },
    'onDuplicate unknown': { onDuplicate: 'kick' },
    'receive unknown': { receive: 'all' },
  }),
];
