import { z } from 'zod';
import { idSchema } from '../ids.ts';
import { limits } from '../limits.ts';
import { apiKeyScopes, apiKeyScopeSchema } from '../roles/api-key-scope.ts';
import { themeSchema } from '../page/theme.ts';
import { lineSchema } from '../text.ts';
import { originSchema } from '../url.ts';
import { publicKeyJwkSchema } from './tokens.ts';

export const tenantSchema = z
  .object({ id: idSchema('tenant'), name: z.string(), createdAt: z.iso.datetime() })
  .meta({ id: 'Tenant' });
export type Tenant = z.infer<typeof tenantSchema>;

export const updateTenantSchema = z
  .strictObject({ name: lineSchema(limits.nameLength) })
  .meta({ id: 'UpdateTenant' });

export const addOriginSchema = z.strictObject({ origin: originSchema }).meta({ id: 'AddAllowedOrigin' });
export const allowedOriginSchema = z
  .object({ id: idSchema('origin'), origin: z.string(), createdAt: z.iso.datetime() })
  .meta({ id: 'AllowedOrigin' });
export type AllowedOrigin = z.infer<typeof allowedOriginSchema>;

export const brandingSchema = themeSchema;

export const addSigningKeySchema = z
  .strictObject({ publicKeyJwk: publicKeyJwkSchema })
  .meta({ id: 'AddSigningKey' });
export const signingKeySchema = z
  .object({
    id: idSchema('signingKey'),
    kid: z.string().meta({
      description:
        'Put this into the header of the tokens you sign (RFC 7638 thumbprint unless the JWK named one)',
    }),
    algorithm: z.enum(['EdDSA', 'ES256']),
    publicKeyJwk: publicKeyJwkSchema,
    createdAt: z.iso.datetime(),
  })
  .meta({ id: 'SigningKey' });
export type SigningKey = z.infer<typeof signingKeySchema>;

const scopesSchema = z.array(apiKeyScopeSchema).min(1).max(apiKeyScopes.length);

export const createApiKeySchema = z
  .strictObject({
    name: lineSchema(limits.nameLength).optional(),
    kind: z.enum(['test', 'live']).optional(),
    scopes: scopesSchema
      .optional()
      .meta({ description: 'What the key may do; all that a key may when absent' }),
  })
  .meta({ id: 'CreateApiKey' });
export const apiKeySchema = z
  .object({
    id: idSchema('apiKey'),
    name: z.string(),
    kind: z.enum(['test', 'live']),
    prefix: z.string().meta({ description: 'First characters, to recognise it by' }),
    createdAt: z.iso.datetime(),
    lastUsedAt: z.iso.datetime().nullable(),
    scopes: scopesSchema.nullable().meta({ description: 'null: all that a key may do' }),
    expiresAt: z.iso.datetime().nullable().meta({ description: 'When a key that was rotated stops working' }),
  })
  .meta({ id: 'ApiKey' });
export type ApiKey = z.infer<typeof apiKeySchema>;
export const createdApiKeySchema = apiKeySchema
  .extend({ key: z.string().meta({ description: 'Shown this once' }) })
  .meta({ id: 'CreatedApiKey' });

export const rotateApiKeySchema = z
  .strictObject({
    overlapSeconds: z
      .int()
      .min(0)
      .max(limits.apiKeyOverlapSecondsMax)
      .optional()
      .meta({ description: 'How long the old key works beside the new one; a day when absent' }),
  })
  .meta({ id: 'RotateApiKey' });

/** Base64 of the largest logo, and what is around it. */
export const logoBodyBytes = Math.ceil(limits.logoBytes / 3) * 4 + 1024;
export const setLogoSchema = z
  .strictObject({
    data: z
      .string()
      .regex(/^[A-Za-z0-9+/]+={0,2}$/, 'must be base64')
      .max(logoBodyBytes)
      .meta({
        contentEncoding: 'base64',
        description: `PNG, JPEG, WebP or GIF in base64: at most ${String(limits.logoBytes / 1024)} kB and ${String(limits.logoPixels)} px`,
      }),
  })
  .meta({ id: 'SetLogo' });
