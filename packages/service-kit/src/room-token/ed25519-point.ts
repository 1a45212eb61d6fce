/** Field prime of curve25519. */
const p = 2n ** 255n - 19n;
/** Curve constant −121665/121666 (RFC 8032 section 5.1). */
const d = mod(-121665n * power(121666n, p - 2n));

const yOfOrder8 = 2707385501144840649318225287225658788936804267575313519463743609750303402022n;
/** y of every point whose order divides 8: under such a key anybody can make a signature that fits. */
const smallOrder = new Set([0n, 1n, p - 1n, yOfOrder8, p - yOfOrder8]);

function mod(value: bigint): bigint {
  const rest = value % p;
  return rest < 0n ? rest + p : rest;
}

function power(base: bigint, exponent: bigint): bigint {
  let result = 1n;
  let square = mod(base);
  for (let left = exponent; left > 0n; left >>= 1n) {
    if (left & 1n) result = mod(result * square);
    square = mod(square * square);
  }
  return result;
}

function littleEndian(bytes: Uint8Array): bigint {
  return BigInt(`0x${Buffer.from(bytes).reverse().toString('hex')}`);
}

/**
 * True for 32 bytes that encode a point of edwards25519 (RFC 8032 section 5.1.3) in the one canonical way and of a
 * large order. Crypto libraries import any 32 bytes, so this is asked before a key is registered.
 */
export function isUsableEd25519Point(bytes: Uint8Array): boolean {
  if (bytes.length !== 32) return false;
  const y = BigInt.asUintN(255, littleEndian(bytes));
  if (y >= p || smallOrder.has(y)) return false;
  const ySquared = mod(y * y);
  const xSquared = mod((ySquared - 1n) * power(d * ySquared + 1n, p - 2n));
  return power(xSquared, (p - 1n) / 2n) === 1n;
}
