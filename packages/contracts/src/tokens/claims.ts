import { z } from 'zod';
import { idSchema } from '../ids.ts';
import { boundedObjectSchema } from '../json.ts';
import { limits } from '../limits.ts';
import { permissionSchema } from '../roles/permissions.ts';
import { lineSchema } from '../text.ts';
import { httpUrlSchema } from '../url.ts';

export const roomTokenAudience = 'cloudmeet:room';
export const roomTokenType = 'cm-room+jwt';
export const roomTokenAlgorithms = ['EdDSA', 'ES256'] as const;

/** Name of a key in a token's header and in a JWK (RFC 7515 section 4.1.4): printable, so that it can be shown. */
export const kidSchema = z
  .string()
  .regex(/^[\x21-\x7e]{1,120}$/, 'must be 1 to 120 printable characters without spaces');

/** What happens to an earlier presence of the same `sub`. */
export const onDuplicateSchema = z.enum(['replace', 'reject', 'allow']);
export type OnDuplicate = z.infer<typeof onDuplicateSchema>;
export const receiveSchema = z.enum(['auto', 'stream']);

const userIdSchema = lineSchema(limits.userIdLength);
const epochSeconds = z.int().min(0).max(8_640_000_000_000);

/**
 * Claims of a room token (JWS, RFC 7515; JWT, RFC 7519). Times are seconds since the epoch. Claims that are not
 * named here are ignored, as RFC 7519 section 4 asks.
 */
export const roomTokenClaimsSchema = z
  .object({
    iss: z.string().min(1).max(limits.urlLength),
    aud: z.literal(roomTokenAudience),
    sub: userIdSchema,
    tid: idSchema('tenant'),
    rid: idSchema('room'),
    role: z
      .unknown()
      .optional()
      .meta({ description: 'host, moderator or attendee; anything else is attendee' }),
    name: lineSchema(limits.nameLength).optional(),
    jti: lineSchema(120),
    iat: epochSeconds,
    nbf: epochSeconds,
    exp: epochSeconds,
    avatar: httpUrlSchema.optional(),
    metadata: boundedObjectSchema(limits.metadataBytes, limits.metadataDepth).optional(),
    grants: z.array(permissionSchema).max(60).optional(),
    receive: receiveSchema.optional(),
    onDuplicate: onDuplicateSchema.optional(),
  })
  .meta({ id: 'RoomTokenClaims' });
export type RoomTokenClaims = z.infer<typeof roomTokenClaimsSchema>;
