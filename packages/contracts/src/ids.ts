import { z } from 'zod';

/** Every kind of thing that has an id, with its prefix. Ids look like `rm_8fK2…` and are unguessable. */
export const idPrefixes = {
  tenant: 'tnt',
  apiKey: 'key',
  room: 'rm',
  session: 'ses',
  participant: 'par',
  recording: 'rec',
  stream: 'str',
  webhookEndpoint: 'whe',
  delivery: 'del',
  event: 'evt',
  user: 'usr',
  contentItem: 'cnt',
  message: 'msg',
  origin: 'org',
  signingKey: 'sgn',
  invitation: 'inv',
  userSession: 'uss',
  logo: 'lgo',
  mixer: 'mix',
  budget: 'bgt',
} as const;

export type IdKind = keyof typeof idPrefixes;

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
/** 24 characters of 62 are 142 bits: above the 128 that make an id unguessable. */
export const idLength = 24;
/** Bytes at or above this would favour the first letters of the alphabet, so they are thrown away. */
const fairByteLimit = 256 - (256 % alphabet.length);

/** Fills an array with random bytes: `crypto.getRandomValues` or a seeded one in tests. */
export type RandomFill = (bytes: Uint8Array<ArrayBuffer>) => Uint8Array;

/** Web Crypto is global in browsers and Node alike, but this package is compiled without the types of either. */
declare const crypto: { getRandomValues: RandomFill };

/** Asking the system costs more than the bytes do: they come 512 at a time, each is used once and then wiped. */
const stock = new Uint8Array(512);
let used = stock.length;
const webCryptoFill: RandomFill = (bytes) => {
  if (bytes.length > stock.length) return crypto.getRandomValues(bytes);
  if (used + bytes.length > stock.length) {
    crypto.getRandomValues(stock);
    used = 0;
  }
  bytes.set(stock.subarray(used, used + bytes.length));
  stock.fill(0, used, used + bytes.length);
  used += bytes.length;
  return bytes;
};

/** Random letters and digits, uniformly distributed (rejection sampling). `length` in characters. */
export function randomText(length: number, fill: RandomFill = webCryptoFill): string {
  let text = '';
  while (text.length < length) {
    for (const byte of fill(new Uint8Array(length))) {
      if (byte < fairByteLimit && text.length < length) text += alphabet[byte % alphabet.length];
    }
  }
  return text;
}

/** A new id such as `rm_3k…`: prefix of its kind and 142 random bits. */
export function newId(kind: IdKind, fill?: RandomFill): string {
  return `${idPrefixes[kind]}_${randomText(idLength, fill)}`;
}

/** Schema of an id of one kind. */
export function idSchema(kind: IdKind) {
  return z
    .string()
    .regex(
      new RegExp(`^${idPrefixes[kind]}_[0-9A-Za-z]{${String(idLength)}}$`),
      `must be an id like ${idPrefixes[kind]}_…`,
    )
    .meta({ examples: [`${idPrefixes[kind]}_${'7Hq2vMx9TtKe4LbN0cWdPzRs'}`] });
}
