import { z } from 'zod';
import { boundedObjectSchema } from '../json.ts';
import { limits } from '../limits.ts';
import { permissionSchema } from '../roles/permissions.ts';
import { kidSchema, onDuplicateSchema, receiveSchema, roomTokenClaimsSchema } from '../tokens/claims.ts';
import { lineSchema } from '../text.ts';
import { httpUrlSchema } from '../url.ts';

export const mintTokenSchema = z
  .strictObject({
    role: z
      .string()
      .max(40)
      .optional()
      .meta({ description: 'host, moderator or attendee; anything else is attendee' }),
    userId: lineSchema(limits.userIdLength)
      .optional()
      .meta({ description: 'Becomes sub; random when absent' }),
    name: lineSchema(limits.nameLength).optional(),
    avatarUrl: httpUrlSchema.optional(),
    metadata: boundedObjectSchema(limits.metadataBytes, limits.metadataDepth).optional(),
    expiresInSeconds: z.int().min(limits.tokenSecondsMin).max(limits.tokenSecondsMax).optional(),
    grants: z.array(permissionSchema).max(60).optional(),
    onDuplicate: onDuplicateSchema.optional(),
    receive: receiveSchema.optional(),
  })
  .meta({ id: 'MintToken' });
export type MintToken = z.infer<typeof mintTokenSchema>;

export const mintedTokenSchema = z
  .object({
    token: z.string(),
    expiresAt: z.iso.datetime(),
    joinUrl: z.string().meta({ description: 'Room page with the token in the fragment' }),
  })
  .meta({ id: 'MintedToken' });
export type MintedToken = z.infer<typeof mintedTokenSchema>;

export const inspectTokenSchema = z
  .strictObject({
    token: z.string().meta({ description: 'Anything: what is no token is answered with the reason' }),
  })
  .meta({ id: 'InspectToken' });

export const tokenInspectionSchema = z
  .object({
    valid: z.boolean(),
    code: z.string().optional().meta({ description: 'Error code it would be refused with' }),
    reason: z.string().optional().meta({ description: 'Why it would be refused, in words' }),
    fix: z.string().optional(),
    claims: roomTokenClaimsSchema.partial().catchall(z.unknown()).optional(),
    allows: z.array(permissionSchema),
  })
  .meta({ id: 'TokenInspection' });
export type TokenInspection = z.infer<typeof tokenInspectionSchema>;

const publicKeyFields = {
  kid: kidSchema.optional(),
  use: z.literal('sig').optional(),
  key_ops: z.array(z.literal('verify')).optional(),
};
const base64url = z.string().regex(/^[A-Za-z0-9_-]{40,90}$/, 'must be base64url of a key coordinate');

/** A public JWK (RFC 7517): Ed25519 (RFC 8037) or P-256. A private member `d` is refused. */
export const publicKeyJwkSchema = z
  .union([
    z.strictObject({
      kty: z.literal('OKP'),
      crv: z.literal('Ed25519'),
      x: base64url,
      alg: z.literal('EdDSA').optional(),
      ...publicKeyFields,
    }),
    z.strictObject({
      kty: z.literal('EC'),
      crv: z.literal('P-256'),
      x: base64url,
      y: base64url,
      alg: z.literal('ES256').optional(),
      ...publicKeyFields,
    }),
  ])
  .meta({ id: 'PublicKeyJwk' });
export type PublicKeyJwk = z.infer<typeof publicKeyJwkSchema>;
