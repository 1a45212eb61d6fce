import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { isPublicAddress } from './public-address.ts';

export interface ResolvedAddress {
  address: string;
  family: number;
}

/** Addresses of a name, as the system's resolver gives them. */
export type Resolver = (name: string) => Promise<ResolvedAddress[]>;

export const systemResolver: Resolver = (name) => lookup(name, { all: true });

/** The name is known and leads to where nothing may be sent. */
export class AddressRefused extends Error {
  override readonly name = 'AddressRefused';
}

/**
 * The addresses that a connection may use, and no others: what is checked here is what is connected to, so a name that
 * resolves to something else a moment later (DNS rebinding) gains nothing. One private address among several refuses all.
 * @throws AddressRefused, or the resolver's error
 */
export async function resolveTarget(
  host: string,
  { resolve, allowPrivate }: { resolve: Resolver; allowPrivate: boolean },
): Promise<ResolvedAddress[]> {
  const family = isIP(host);
  const found = family === 0 ? await resolve(host) : [{ address: host, family }];
  if (found.length === 0) throw Object.assign(new Error('The name has no address.'), { code: 'ENOTFOUND' });
  if (!allowPrivate && !found.every(({ address }) => isPublicAddress(address)))
    throw new AddressRefused('The address is not on the public internet.');
  return found;
}
