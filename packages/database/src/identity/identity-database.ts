import type pg from 'pg';
import { z } from 'zod';
import { querySystem } from '../system/query.ts';
import { ServiceKeyRepository } from '../system/service-keys.ts';
import { systemStatements as statements } from '../system/statements.ts';
import { IdentityAttempts } from './attempts.ts';
import { IdentityFactors } from './factors.ts';
import { findOffer } from './invitations.ts';
import type { OfferRecord } from './invitations.ts';
import { IdentityLinks } from './links.ts';
import { IdentitySessions } from './sessions.ts';
import { IdentityUsers } from './users.ts';

/** What signing in needs to remember. It belongs to people, not to tenants. */
export interface IdentityDatabase {
  readonly users: IdentityUsers;
  readonly sessions: IdentitySessions;
  readonly attempts: IdentityAttempts;
  readonly links: IdentityLinks;
  readonly factors: IdentityFactors;
  /** Keys that access tokens are signed with. */
  readonly keys: ServiceKeyRepository;
  /** What an invitation's link offers. */
  findOffer(tokenHash: string, now: Date): Promise<OfferRecord | null>;
  /** Removes what has expired, `max` sessions at most. Returns how much that was. */
  purge(now: Date, max?: number): Promise<number>;
}

const purgedRow = z.object({ system_purge_identity: z.int() });

export function createIdentityDatabase(pool: pg.Pool): IdentityDatabase {
  return {
    users: new IdentityUsers(pool),
    sessions: new IdentitySessions(pool),
    attempts: new IdentityAttempts(pool),
    links: new IdentityLinks(pool),
    factors: new IdentityFactors(pool),
    keys: new ServiceKeyRepository(pool, 'identity_signing_keys'),
    findOffer: (tokenHash, now) => findOffer(pool, tokenHash, now),
    purge: async (now, max = 1000) => {
      const [row] = await querySystem(pool, purgedRow, statements.purgeIdentity, [now, max]);
      return row?.system_purge_identity ?? 0;
    },
  };
}
