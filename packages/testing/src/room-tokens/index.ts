import { forgeriesOfAlgorithm } from './forgeries-of-algorithm.ts';
import { forgeriesOfClaims } from './forgeries-of-claims.ts';
import { forgeriesOfForm } from './forgeries-of-form.ts';
import { forgeriesOfHeader } from './forgeries-of-header.ts';
import { forgeriesOfOwner } from './forgeries-of-owner.ts';
import { forgeriesOfSignature } from './forgeries-of-signature.ts';
import type { Forgery } from './forgery.ts';

export * from './craft-token.ts';
export * from './forgery.ts';
export * from './token-world.ts';

/** Every named way to cheat with a room token. */
export const tokenForgeries: readonly Forgery[] = [
  ...forgeriesOfForm,
  ...forgeriesOfHeader,
  ...forgeriesOfAlgorithm,
  ...forgeriesOfSignature,
  ...forgeriesOfOwner,
  ...forgeriesOfClaims,
];
