import { createHash, timingSafeEqual } from 'node:crypto';

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

/** Whether an `Authorization` header carries this secret. Compares in constant time, whatever the lengths. */
export function isBearer(authorization: string | undefined, secret: string): boolean {
  return authorization !== undefined && timingSafeEqual(digest(authorization), digest(`Bearer ${secret}`));
}
