import { apiKeyScopeSchema, brandingSchema } from '@cloudmeet/contracts';
import type { Json, Theme } from '@cloudmeet/contracts';
import { z } from 'zod';
import type { ApiKeyRecord } from '../repositories/api-keys.ts';
import type { MemberRole } from '../repositories/members.ts';
import { toSigningKey } from '../repositories/signing-keys.ts';

/** What the server writes into a room page. */
export interface RoomPageRecord {
  tenantId: string;
  tenantName: string;
  branding: Theme;
  allowedOrigins: string[];
}

/** A tenant that somebody may choose after logging in. */
export interface MembershipRecord {
  tenantId: string;
  tenantName: string;
  role: MemberRole;
}

/** A message that this sender has for itself until its lease ends. `id` stays the same over all attempts. */
export interface LeasedMessage {
  id: string;
  tenantId: string;
  roomId: string | null;
  type: string;
  seq: number | null;
  payload: Json;
  createdAt: Date;
  /** This attempt included. */
  attempts: number;
}

export const apiKeyRowSchema = z
  .object({
    id: z.string(),
    tenant_id: z.string(),
    name: z.string(),
    kind: z.enum(['test', 'live']),
    prefix: z.string(),
    created_at: z.date(),
    last_used_at: z.date().nullable(),
    revoked_at: z.date().nullable(),
    scopes: z.array(apiKeyScopeSchema).nullable(),
    expires_at: z.date().nullable(),
  })
  .transform((row): ApiKeyRecord => ({
    id: row.id,
    tenantId: row.tenant_id,
    name: row.name,
    kind: row.kind,
    prefix: row.prefix,
    createdAt: row.created_at,
    lastUsedAt: row.last_used_at,
    revokedAt: row.revoked_at,
    scopes: row.scopes,
    expiresAt: row.expires_at,
  }));

export const roomPageRowSchema = z
  .object({
    tenant_id: z.string(),
    tenant_name: z.string(),
    branding: brandingSchema,
    allowed_origins: z.array(z.string()),
  })
  .transform((row): RoomPageRecord => ({
    tenantId: row.tenant_id,
    tenantName: row.tenant_name,
    branding: row.branding,
    allowedOrigins: row.allowed_origins,
  }));

export const signingKeyRowSchema = z
  .object({
    id: z.string(),
    kid: z.string(),
    algorithm: z.string(),
    public_jwk: z.unknown(),
    created_at: z.date(),
  })
  .transform((row) => toSigningKey({ ...row, publicJwk: row.public_jwk, createdAt: row.created_at }));

export const membershipRowSchema = z
  .object({
    tenant_id: z.string(),
    tenant_name: z.string(),
    role: z.enum(['owner', 'admin', 'developer', 'viewer']),
  })
  .transform((row): MembershipRecord => ({
    tenantId: row.tenant_id,
    tenantName: row.tenant_name,
    role: row.role,
  }));

export const leasedMessageRowSchema = z
  .object({
    id: z.string(),
    tenant_id: z.string(),
    room_id: z.string().nullable(),
    type: z.string(),
    seq: z.coerce.number().nullable(),
    payload: z.json(),
    created_at: z.date(),
    attempts: z.int(),
  })
  .transform((row): LeasedMessage => ({
    id: row.id,
    tenantId: row.tenant_id,
    roomId: row.room_id,
    type: row.type,
    seq: row.seq,
    payload: row.payload,
    createdAt: row.created_at,
    attempts: row.attempts,
  }));
