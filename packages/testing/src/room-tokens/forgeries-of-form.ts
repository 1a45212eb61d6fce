import { craftToken, goodHeader, segment, signatureOf } from './craft-token.ts';
import type { Forgery } from './forgery.ts';
import { forgeriesWith } from './forgery.ts';
import type { TokenWorld } from './token-world.ts';
import { goodClaims } from './token-world.ts';

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** Signs two parts as they are, whatever they hold. */
function signedParts(world: TokenWorld, header: string, claims: string): string {
  const input = `${header}.${claims}`;
  return `${input}.${segment(signatureOf(world.service, input))}`;
}
const withHeader = (world: TokenWorld, header: string) =>
  signedParts(world, header, segment(goodClaims(world)));
const withClaims = (world: TokenWorld, claims: string) =>
  signedParts(world, segment(goodHeader(world.service)), claims);

/** The same bytes in another spelling: the last letter of 64 bytes has four spare bits. */
function respelled(token: string): string {
  const last = letters.indexOf(token.at(-1) ?? '');
  return token.slice(0, -1) + (letters[last ^ 1] ?? '');
}

const nested = (levels: number): unknown => JSON.parse('['.repeat(levels) + ']'.repeat(levels));

/** Texts that are no compact JWS of JSON objects. */
export const forgeriesOfForm: Forgery[] = forgeriesWith('RT-1', 'token-malformed', {
  'not a token at all': () => 'let-me-in',
  'dots alone': () => '..',
  'two parts': (world) => craftToken(world).split('.').slice(0, 2).join('.'),
  'four parts': (world) => `${craftToken(world)}.e30`,
  'five parts, as of a JWE': (world) => `${craftToken(world)}.e30.e30`,
  'a space before it': (world) => ` ${craftToken(world)}`,
  'a line break after it': (world) => `${craftToken(world)}\n`,
  'Bearer before it': (world) => `Bearer ${craftToken(world)}`,
  'padding at the end': (world) => `${craftToken(world)}==`,
  'a signature in another spelling of the same bytes': (world) => respelled(craftToken(world)),
  'the letters of plain base64': (world) => craftToken(world, { signature: () => '+/'.repeat(43) }),
  'a payload left out (detached)': (world) => craftToken(world).replace(/\.[^.]+\./, '..'),
  'a header that is not JSON': (world) => withHeader(world, segment('{alg:EdDSA}')),
  'a header that is an array': (world) => withHeader(world, segment([goodHeader(world.service)])),
  'a header that is null': (world) => withHeader(world, segment('null')),
  'a header nested 300 deep': (world) => craftToken(world, { header: { extra: nested(300) } }),
  'claims that are not JSON': (world) => withClaims(world, segment('role=host')),
  'claims that are an array': (world) => withClaims(world, segment([goodClaims(world)])),
  'claims that are a text': (world) => withClaims(world, segment('"host"')),
  'claims that are not UTF-8': (world) =>
    withClaims(world, segment(Buffer.from('7b2261223a22ff227d', 'hex'))),
  'claims behind a byte order mark': (world) =>
    withClaims(world, segment(`\uFEFF${JSON.stringify(goodClaims(world))}`)),
  'claims nested 1000 deep': (world) => craftToken(world, { claims: { metadata: { a: nested(1000) } } }),
  'claims in two JSON documents': (world) =>
    withClaims(world, segment(`{}${JSON.stringify(goodClaims(world))}`)),
  'more than 8 kB': (world) => craftToken(world, { claims: { extra: 'x'.repeat(8192) } }),
  'the JSON form of a JWS': (world) => {
    const [protectedHeader, payload, signature] = craftToken(world).split('.');
    return JSON.stringify({ protected: protectedHeader, payload, signature });
  },
});
