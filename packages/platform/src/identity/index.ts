export type * from './accounts.ts';
export { createIdentity } from './create-identity.ts';
export type { IdentityOptions } from './create-identity.ts';
export { createEmbeddedAccounts } from './embedded/create-embedded-accounts.ts';
export type { EmbeddedAccountsOptions } from './embedded/create-embedded-accounts.ts';
export type * from './identity.ts';
export { matchTotp, newTotpSecret, stepAt, totpCode } from './totp.ts';
