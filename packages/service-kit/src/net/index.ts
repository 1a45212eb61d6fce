export { isPublicAddress } from './public-address.ts';
export { AddressRefused, resolveTarget, systemResolver } from './resolve-target.ts';
export type { ResolvedAddress, Resolver } from './resolve-target.ts';
