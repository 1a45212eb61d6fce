import {
  CloudMeetError,
  invalid,
  limits,
  roleOf,
  roomTokenAudience,
  roomTokenClaimsSchema,
} from '@cloudmeet/contracts';
import type { Permission, Role, RoomTokenClaims } from '@cloudmeet/contracts';

/** What a valid token says, with the role it comes to. */
export interface RoomTokenIdentity {
  claims: RoomTokenClaims;
  /** A missing or unknown role is `attendee`. */
  role: Role;
  /** Permissions that the role is narrowed to; undefined: all that the role has. */
  grants: readonly Permission[] | undefined;
}

/** What the claims of one token are held against. */
export interface ClaimsCheck {
  nowMs: number;
  /** The issuer the token must name exactly; undefined: any. */
  issuer: string | undefined;
  /** The room that is being entered; undefined: whichever the token names. */
  roomId: string | undefined;
}

function checkLifetime({ iat, exp }: RoomTokenClaims): void {
  if (exp <= iat)
    throw new CloudMeetError('token-claims-invalid', {
      detail: '/exp: must be after iat',
      errors: [{ pointer: '/exp', detail: 'must be after iat' }],
    });
  if (exp - iat > limits.tokenSecondsMax) throw new CloudMeetError('token-lifetime-too-long');
}

/** The end of a token is sharp; its beginning forgives the clock of the server that signed it. */
function checkTimes({ iat, nbf, exp }: RoomTokenClaims, nowMs: number): void {
  if (exp * 1000 <= nowMs) throw new CloudMeetError('token-expired');
  const latestSeconds = nowMs / 1000 + limits.clockSkewSeconds;
  if (nbf > latestSeconds || iat > latestSeconds) throw new CloudMeetError('token-not-yet-valid');
}

/**
 * Checks the claims of a token whose signature is proven.
 * @throws CloudMeetError `token-audience-mismatch`, `token-claims-invalid`, `token-issuer-mismatch`,
 *   `token-room-mismatch`, `token-lifetime-too-long`, `token-expired`, `token-not-yet-valid`
 */
export function checkClaims(raw: Record<string, unknown>, check: ClaimsCheck): RoomTokenIdentity {
  if (raw.aud !== roomTokenAudience) throw new CloudMeetError('token-audience-mismatch');
  const parsed = roomTokenClaimsSchema.safeParse(raw);
  if (!parsed.success) throw invalid(parsed.error, 'token-claims-invalid');
  const claims = parsed.data;
  if (check.issuer !== undefined && claims.iss !== check.issuer)
    throw new CloudMeetError('token-issuer-mismatch');
  if (check.roomId !== undefined && claims.rid !== check.roomId)
    throw new CloudMeetError('token-room-mismatch');
  checkLifetime(claims);
  checkTimes(claims, check.nowMs);
  return { claims, role: roleOf(claims.role), grants: claims.grants };
}
