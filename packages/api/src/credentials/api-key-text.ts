import { randomText } from '@cloudmeet/contracts';
import { sha256Hex } from '@cloudmeet/service-kit';

export type ApiKeyKind = 'test' | 'live';

/** Letters after the prefix: 43 of 62 are 256 random bits. */
const secretLength = 43;
const shownLength = 4;
const pattern = /^cm_(test|live)_[0-9A-Za-z]{43}$/;

/**
 * A new API key: the text is shown once, the hash is stored, the prefix recognises it in lists. A plain SHA-256
 * is enough for a text of 256 random bits, which nobody can guess by trying.
 */
export function newApiKey(kind: ApiKeyKind): { key: string; prefix: string; hash: string } {
  const head = `cm_${kind}_`;
  const key = head + randomText(secretLength);
  return { key, prefix: key.slice(0, head.length + shownLength), hash: sha256Hex(key) };
}

export function looksLikeApiKey(text: string): boolean {
  return pattern.test(text);
}
