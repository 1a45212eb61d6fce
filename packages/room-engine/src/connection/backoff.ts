const firstMs = 250;
const mostMs = 8_000;

/**
 * How long to wait before try number `attempt` (from 1): at most 250 ms doubling up to 8 s, and of that a random
 * part between half and whole, so that a room full of people does not come back at one moment.
 */
export function backoffMs(attempt: number, random: () => number): number {
  const whole = Math.min(mostMs, firstMs * 2 ** Math.min(attempt - 1, 10));
  return Math.round(whole * (0.5 + random() / 2));
}
