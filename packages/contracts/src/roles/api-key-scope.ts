import { z } from 'zod';

/** What an API key may be narrowed to. A key without scopes has all of them. */
export const apiKeyScopes = [
  'rooms:read',
  'rooms:write',
  'tokens:write',
  'participants:write',
  'recordings:read',
  'recordings:write',
  'streams:read',
  'streams:write',
  'webhooks:read',
  'webhooks:write',
  'tenant:read',
  'tenant:write',
  'keys:read',
  'keys:write',
  'usage:read',
  'usage:write',
  'audit:read',
] as const;
export const apiKeyScopeSchema = z.enum(apiKeyScopes).meta({ id: 'ApiKeyScope' });
export type ApiKeyScope = (typeof apiKeyScopes)[number];
