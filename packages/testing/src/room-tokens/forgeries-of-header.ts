import { craftToken } from './craft-token.ts';
import type { Forgery } from './forgery.ts';
import { forgeriesWith } from './forgery.ts';
import type { TokenWorld } from './token-world.ts';
import { newSigner } from './token-world.ts';

type Header = Record<string, unknown>;

const byServiceKey = (header: Header) => (world: TokenWorld) => craftToken(world, { header });
/** Signed by a stranger's key under our kid. */
const byStranger = (header: (jwk: object) => Header) => (world: TokenWorld) => {
  const stranger = newSigner('EdDSA', world.service.kid);
  return craftToken(world, { signer: stranger, header: header(stranger.publicJwk) });
};

const types = forgeriesWith('RT-3', 'token-type-invalid', {
  'no typ': byServiceKey({ typ: undefined }),
  'typ JWT': byServiceKey({ typ: 'JWT' }),
  'typ of an access token': byServiceKey({ typ: 'at+jwt' }),
  'typ in other letters': byServiceKey({ typ: 'CM-ROOM+JWT' }),
  'typ as a media type': byServiceKey({ typ: 'application/cm-room+jwt' }),
  'typ in an array': byServiceKey({ typ: ['cm-room+jwt'] }),
});

const keyCarriers = forgeriesWith('RT-4', 'token-malformed', {
  'its own key in jwk': byStranger((jwk) => ({ jwk })),
  'the address of its own keys in jku': byStranger(() => ({ jku: 'http://127.0.0.1:9/jwks.json' })),
  'the address of a certificate in x5u': byStranger(() => ({ x5u: 'http://127.0.0.1:9/cert.pem' })),
  'a certificate in x5c': byStranger(() => ({ x5c: ['MIIB'] })),
  'a certificate thumbprint in x5t': byServiceKey({ x5t: 'AAAA' }),
  'crit with a known claim': byServiceKey({ crit: ['exp'], exp: 1 }),
  'crit with an unknown extension': byServiceKey({ crit: ['http://127.0.0.1/ext'] }),
  'an empty crit': byServiceKey({ crit: [] }),
  'an unencoded payload (b64 false)': byServiceKey({ b64: false, crit: ['b64'] }),
  'b64 true': byServiceKey({ b64: true }),
  'a compressed payload (zip)': byServiceKey({ zip: 'DEF' }),
  'jwk null': byServiceKey({ jwk: null }),
});

const kids = forgeriesWith('RT-5', 'token-key-unknown', {
  'no kid': byServiceKey({ kid: undefined }),
  'kid null': byServiceKey({ kid: null }),
  'kid a number': byServiceKey({ kid: 1 }),
  'kid an array': (world) => craftToken(world, { header: { kid: [world.service.kid] } }),
  'kid an object': byServiceKey({ kid: { $ne: '' } }),
  'kid empty': byServiceKey({ kid: '' }),
  'kid a path': byServiceKey({ kid: '../../../../../../dev/null' }),
  'kid a statement in SQL': byServiceKey({ kid: "x'/**/OR/**/'1'='1" }),
  'kid a pattern': byServiceKey({ kid: '%' }),
  'kid a star': byServiceKey({ kid: '*' }),
  'kid __proto__': byServiceKey({ kid: '__proto__' }),
  'kid constructor': byServiceKey({ kid: 'constructor' }),
  'kid an address': byServiceKey({ kid: 'http://127.0.0.1:9/jwks.json' }),
  'kid of 4,000 letters': byServiceKey({ kid: 'k'.repeat(4000) }),
  'kid with a NUL': (world) => craftToken(world, { header: { kid: `${world.service.kid}\u0000` } }),
  'kid with a lone surrogate': byServiceKey({ kid: '\ud800' }),
  'kid with a space behind it': (world) => craftToken(world, { header: { kid: `${world.service.kid} ` } }),
  'kid in other letters': (world) => craftToken(world, { header: { kid: swapCase(world.service.kid) } }),
});

function swapCase(text: string): string {
  const upper = text.toUpperCase();
  return upper === text ? text.toLowerCase() : upper;
}

/** Headers that choose type, key or reading for themselves. */
export const forgeriesOfHeader: Forgery[] = [...types, ...keyCarriers, ...kids];
