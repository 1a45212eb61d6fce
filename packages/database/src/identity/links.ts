import type pg from 'pg';
import { z } from 'zod';
import { querySystem } from '../system/query.ts';

const usedRow = z.object({ user_id: z.string() });
const sql = {
  add: `WITH older AS (DELETE FROM identity_links WHERE user_id = $2)
    INSERT INTO identity_links (hash, user_id, created_at, expires_at) VALUES ($1, $2, $3, $4)`,
  use: `UPDATE identity_links SET used_at = $2
    WHERE hash = $1 AND used_at IS NULL AND expires_at > $2 RETURNING user_id`,
} as const;

/** Links for a new password: one at a time for each person, each works once. */
export class IdentityLinks {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  /** `hash` is the SHA-256 of what the link carries. */
  async add(link: { hash: string; userId: string; now: Date; expiresAt: Date }): Promise<void> {
    const values = [link.hash, link.userId, link.now, link.expiresAt];
    await querySystem(this.#pool, z.object({}), { name: 'identity_links_add', text: sql.add }, values);
  }

  /** Whose link it is; null when it is used up, expired or never was. */
  async use(hash: string, now: Date): Promise<string | null> {
    const statement = { name: 'identity_links_use', text: sql.use };
    const [row] = await querySystem(this.#pool, usedRow, statement, [hash, now]);
    return row?.user_id ?? null;
  }
}
