import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import type { ScryptOptions } from 'node:crypto';
import { promisify } from 'node:util';

const derive = promisify<string, Buffer, number, ScryptOptions, Buffer>(scrypt);

/** OWASP's recommendation for scrypt: N = 2^17, r = 8, p = 1, which takes 128 MB for a moment. */
const cost = { N: 2 ** 17, r: 8, p: 1 };
const saltBytes = 16;
const keyBytes = 32;

/** Unicode forms of the same password are the same password (NIST SP 800-63B section 5.1.1.2). */
async function deriveKey(password: string, salt: Buffer, parameters: typeof cost): Promise<Buffer> {
  const maxmem = 256 * parameters.N * parameters.r;
  return derive(password.normalize('NFKC'), salt, keyBytes, { ...parameters, maxmem });
}

/** `scrypt$N$r$p$salt$key`, both in base64url. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(saltBytes);
  const key = await deriveKey(password, salt, cost);
  return ['scrypt', cost.N, cost.r, cost.p, salt.toString('base64url'), key.toString('base64url')].join('$');
}

const pattern = /^scrypt\$(\d+)\$(\d+)\$(\d+)\$([\w-]+)\$([\w-]+)$/;

/** Compares in constant time. Without a hash it works as long and answers false. */
export async function verifyPassword(password: string, hash: string | undefined): Promise<boolean> {
  const [, N, r, p, salt, key] = pattern.exec(hash ?? '') ?? [];
  if (salt === undefined || key === undefined) {
    await deriveKey(password, Buffer.alloc(saltBytes), cost);
    return false;
  }
  const expected = Buffer.from(key, 'base64url');
  const actual = await deriveKey(password, Buffer.from(salt, 'base64url'), {
    N: Number(N),
    r: Number(r),
    p: Number(p),
  });
  return expected.length === actual.length && timingSafeEqual(expected, actual);
}
