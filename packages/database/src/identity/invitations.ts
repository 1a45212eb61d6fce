import type pg from 'pg';
import { z } from 'zod';
import { querySystem } from '../system/query.ts';
import { systemStatements as statements } from '../system/statements.ts';

/** An invitation as whoever has its link may see it. */
export interface OfferRecord {
  id: string;
  tenantId: string;
  tenantName: string;
  email: string;
  role: 'owner' | 'admin' | 'developer' | 'viewer';
}

const offerRow = z.object({
  id: z.string(),
  tenant_id: z.string(),
  tenant_name: z.string(),
  email: z.string(),
  role: z.enum(['owner', 'admin', 'developer', 'viewer']),
  expires_at: z.date(),
  accepted_at: z.date().nullable(),
  revoked_at: z.date().nullable(),
});

/** The invitation of a link; null when it is used up, taken back, expired or never was. */
export async function findOffer(pool: pg.Pool, tokenHash: string, now: Date): Promise<OfferRecord | null> {
  const [row] = await querySystem(pool, offerRow, statements.findInvitation, [tokenHash]);
  if (!row || row.accepted_at !== null || row.revoked_at !== null || row.expires_at <= now) return null;
  const { id, tenant_id: tenantId, tenant_name: tenantName, email, role } = row;
  return { id, tenantId, tenantName, email, role };
}
