import type { EmbedCheck } from '@cloudmeet/contracts';

/** Whether the page that asks may embed the room: its `Origin`, to the letter, is in the tenant's list. */
export function checkEmbedding(origin: string | undefined, allowedOrigins: readonly string[]): EmbedCheck {
  const allowed = origin !== undefined && origin !== 'null' && allowedOrigins.includes(origin);
  return allowed ? { allowed } : { allowed, reason: 'origin-not-allowed' };
}
