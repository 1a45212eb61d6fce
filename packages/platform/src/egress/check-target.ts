import { isIP } from 'node:net';
import { isPublicAddress } from '@cloudmeet/service-kit/net';

/** Names that never lead out of a machine or its network (RFC 6761, 6762, 8375, 9476 and ICANN's `.internal`). */
const localNames =
  /(^|\.)(localhost|localdomain|local|internal|intranet|lan|home|corp|home\.arpa|alt|onion)$/;

/** The host of an address as a name or a bare IP: the URL parser has written every spelling of IPv4 in the one form. */
export function hostOf(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
}

/**
 * Why nothing is sent to this address, in words for whoever wrote it; undefined when it may be tried. A name is looked
 * at again when it has been resolved: this is only what can be said before.
 */
export function targetProblem(
  address: string,
  { allowPrivate }: { allowPrivate: boolean },
): string | undefined {
  if (!URL.canParse(address)) return 'is not an address';
  const url = new URL(address);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'must be an https address';
  if (url.username !== '' || url.password !== '') return 'must not carry credentials';
  if (allowPrivate) return undefined;
  if (url.protocol !== 'https:') return 'must be an https address';
  const host = hostOf(url);
  if (isIP(host) !== 0) return isPublicAddress(host) ? undefined : 'is not an address on the public internet';
  if (localNames.test(host) || !host.includes('.')) return 'is not a name on the public internet';
  return undefined;
}
