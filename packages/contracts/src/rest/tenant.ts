import { z } from 'zod';
import { idSchema } from '../ids.ts';
import { limits } from '../limits.ts';
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

export const createApiKeySchema = z
  .strictObject({ name: lineSchema(limits.nameLength).optional(), kind: z.enum(['test', 'live']).optional() })
  .meta({ id: 'CreateApiKey' });
export const apiKeySchema = z
  .object({
    id: idSchema('apiKey'),
    name: z.string(),
    kind: z.enum(['test', 'live']),
    prefix: z.string().meta({ description: 'First characters, to recognise it by' }),
    createdAt: z.iso.datetime(),
    lastUsedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'ApiKey' });
export type ApiKey = z.infer<typeof apiKeySchema>;
export const createdApiKeySchema = apiKeySchema
  .extend({ key: z.string().meta({ description: 'Shown this once' }) })
  .meta({ id: 'CreatedApiKey' });
