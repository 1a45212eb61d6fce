import type { TokenErrorCode } from '@cloudmeet/contracts';
import type { TokenWorld } from './token-world.ts';

/** One way to cheat with a token, and what has to come of it. */
export interface Forgery {
  /** The rule of docs/protocols/tokens.md that it breaks. */
  rule: `RT-${number}`;
  name: string;
  /** The code it is refused with when it is used to enter the world's room. */
  code: TokenErrorCode;
  /** Where inspection by the world's tenant answers otherwise; `valid`: it is good, only not for that room. */
  inspected?: TokenErrorCode | 'valid';
  token: (world: TokenWorld) => string;
}

/** Puts forgeries into a table, by name, all with one rule and code. */
export function forgeriesWith(
  rule: Forgery['rule'],
  code: TokenErrorCode,
  byName: Record<string, (world: TokenWorld) => string>,
): Forgery[] {
  return Object.entries(byName).map(([name, token]) => ({ rule, name, code, token }));
}
