import { originSchema } from '@cloudmeet/contracts';

/** What can be said about an address that somebody wants to embed a room at. */
export type DomainVerdict =
  | { kind: 'allowed'; origin: string }
  | { kind: 'not-allowed'; origin: string; near?: string }
  | { kind: 'not-secure'; origin: string }
  | { kind: 'no-address' };

/** Origins that differ only in what people overlook: the scheme, the port, or `www.`. */
function isNear(one: string, other: string): boolean {
  const bare = (origin: string) => new URL(origin).hostname.replace(/^www\./, '');
  return bare(one) === bare(other);
}

/** Judges an address of a page (a whole one is fine) by the tenant's allowed origins. */
export function judgeDomain(typed: string, allowed: readonly string[]): DomainVerdict {
  const text = typed.trim();
  const url = URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`);
  if (text === '' || !url || url.origin === 'null') return { kind: 'no-address' };
  const { origin } = url;
  if (allowed.includes(origin)) return { kind: 'allowed', origin };
  if (!originSchema.safeParse(origin).success) return { kind: 'not-secure', origin };
  const near = allowed.find((one) => isNear(one, origin));
  return { kind: 'not-allowed', origin, ...(near === undefined ? {} : { near }) };
}
