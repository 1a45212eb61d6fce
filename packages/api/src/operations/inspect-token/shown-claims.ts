import { CloudMeetError, roomTokenClaimsSchema } from '@cloudmeet/contracts';
import type { TokenInspection } from '@cloudmeet/contracts';
import { parseRoomToken } from '@cloudmeet/service-kit/room-token';

const shape: Record<string, { safeParse(value: unknown): { success: boolean } }> =
  roomTokenClaimsSchema.shape;

function claimsIn(token: string): Record<string, unknown> | undefined {
  try {
    return parseRoomToken(token).claims;
  } catch (error) {
    if (error instanceof CloudMeetError) return undefined;
    throw error;
  }
}

/**
 * What a token says of itself, believed or not: claims that nobody knows as they are, known ones where they have their
 * form (the reason names those that do not). Undefined for a text that is no token.
 */
export function shownClaims(token: string): TokenInspection['claims'] {
  const claims = claimsIn(token);
  if (!claims) return undefined;
  const entries = Object.entries(claims).filter(([name, value]) => {
    const known = Object.hasOwn(shape, name) ? shape[name] : undefined;
    return known?.safeParse(value).success ?? true;
  });
  return Object.fromEntries(entries);
}
