import type pg from 'pg';
import { z } from 'zod';
import { querySystem } from '../system/query.ts';

export interface NewIdentitySession {
  id: string;
  userId: string;
  /** `origin_jti` of its access tokens. */
  originId: string;
  /** What the provider renews access with, sealed; null where nothing is needed. */
  renewalSealed: string | null;
  /** SHA-256 of its first refresh token. */
  refreshHash: string;
  userAgent: string | null;
  address: string | null;
  now: Date;
  expiresAt: Date;
}

export interface IdentitySessionRecord {
  id: string;
  userId: string;
  originId: string;
  renewalSealed: string | null;
  authTime: Date;
  userAgent: string | null;
  address: string | null;
  createdAt: Date;
  lastUsedAt: Date;
}

/** `reused`: this token was used before, too long ago for a lost answer. The session has ended by that. */
export type RotateResult =
  { status: 'rotated'; session: IdentitySessionRecord } | { status: 'reused' | 'refused' };

const sessionRow = z
  .object({
    id: z.string(),
    user_id: z.string(),
    origin_id: z.string(),
    renewal_sealed: z.string().nullable(),
    auth_time: z.date(),
    user_agent: z.string().nullable(),
    address: z.string().nullable(),
    created_at: z.date(),
    last_used_at: z.date(),
  })
  .loose();
const rotatedRow = sessionRow.extend({ reused: z.boolean() });

function toSession(row: z.infer<typeof sessionRow>): IdentitySessionRecord {
  return {
    id: row.id,
    userId: row.user_id,
    originId: row.origin_id,
    renewalSealed: row.renewal_sealed,
    authTime: row.auth_time,
    userAgent: row.user_agent,
    address: row.address,
    createdAt: row.created_at,
    lastUsedAt: row.last_used_at,
  };
}

const none = z.object({});
const sql = {
  create: `WITH made AS (
      INSERT INTO identity_sessions (id, user_id, origin_id, renewal_sealed, auth_time, user_agent, address,
        created_at, last_used_at, expires_at)
      VALUES ($1, $2, $3, $4, $8, $6, $7, $8, $8, $9) RETURNING id)
    INSERT INTO identity_refresh_tokens (hash, session_id, created_at) SELECT $5, id, $8 FROM made`,
  rotate: `WITH old AS (
      UPDATE identity_refresh_tokens t SET replaced_at = COALESCE(t.replaced_at, $3)
      FROM identity_sessions s
      WHERE t.hash = $1 AND s.id = t.session_id AND s.revoked_at IS NULL AND s.expires_at > $3
      RETURNING t.session_id, t.replaced_at <= $3 - $4::integer * interval '1 millisecond' AS reused
    ), touched AS (
      UPDATE identity_sessions s
      SET last_used_at = $3, user_agent = COALESCE($5, s.user_agent), address = COALESCE($6, s.address),
        revoked_at = CASE WHEN old.reused THEN $3::timestamptz END
      FROM old WHERE s.id = old.session_id RETURNING s.*, old.reused
    ), next AS (
      INSERT INTO identity_refresh_tokens (hash, session_id, created_at)
      SELECT $2, session_id, $3 FROM old WHERE NOT reused
    )
    SELECT * FROM touched`,
  keepRenewal: 'UPDATE identity_sessions SET origin_id = $2, renewal_sealed = $3 WHERE id = $1',
  list: `SELECT * FROM identity_sessions
    WHERE user_id = $1 AND revoked_at IS NULL AND expires_at > $2 ORDER BY last_used_at DESC, id`,
  revoke: `UPDATE identity_sessions SET revoked_at = $3
    WHERE id = $2 AND user_id = $1 AND revoked_at IS NULL RETURNING *`,
  revokeOthers: `UPDATE identity_sessions SET revoked_at = $3
    WHERE user_id = $1 AND id IS DISTINCT FROM $2 AND revoked_at IS NULL RETURNING *`,
  revokeByToken: `UPDATE identity_sessions s SET revoked_at = $2
    FROM identity_refresh_tokens t WHERE t.hash = $1 AND s.id = t.session_id AND s.revoked_at IS NULL RETURNING s.*`,
} as const;

/** A refresh token that was used may be sent again this long: its answer got lost, or two tabs were as fast. */
const forgivenMs = 30_000;

/** Where people are signed in. Refresh tokens are rotated, and known by their hashes only. */
export class IdentitySessions {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  async create(session: NewIdentitySession): Promise<void> {
    await this.#query(none, 'create', [
      ...[session.id, session.userId, session.originId, session.renewalSealed, session.refreshHash],
      ...[session.userAgent, session.address, session.now, session.expiresAt],
    ]);
  }

  /** Takes a refresh token and puts the next in its place. */
  async rotate(
    hash: string,
    next: { hash: string; now: Date; userAgent: string | null; address: string | null },
  ): Promise<RotateResult> {
    const values = [hash, next.hash, next.now, forgivenMs, next.userAgent, next.address];
    const [row] = await this.#query(rotatedRow, 'rotate', values);
    if (!row) return { status: 'refused' };
    if (row.reused) return { status: 'reused' };
    return { status: 'rotated', session: toSession(row) };
  }

  /** What the provider renews the session with from now on, and what its access tokens name it by. */
  async keepRenewal(id: string, originId: string, renewalSealed: string): Promise<void> {
    await this.#query(none, 'keepRenewal', [id, originId, renewalSealed]);
  }

  /** The last used one first. */
  async list(userId: string, now: Date): Promise<IdentitySessionRecord[]> {
    return (await this.#query(sessionRow, 'list', [userId, now])).map(toSession);
  }

  /** Null when the person has no such session. */
  async revoke(userId: string, id: string, now: Date): Promise<IdentitySessionRecord | null> {
    const [row] = await this.#query(sessionRow, 'revoke', [userId, id, now]);
    return row ? toSession(row) : null;
  }

  /** Ends all sessions of somebody but one (null: all). */
  async revokeOthers(userId: string, keptId: string | null, now: Date): Promise<IdentitySessionRecord[]> {
    return (await this.#query(sessionRow, 'revokeOthers', [userId, keptId, now])).map(toSession);
  }

  async revokeByToken(hash: string, now: Date): Promise<IdentitySessionRecord | null> {
    const [row] = await this.#query(sessionRow, 'revokeByToken', [hash, now]);
    return row ? toSession(row) : null;
  }

  #query<Row extends z.ZodType>(row: Row, name: keyof typeof sql, values: unknown[]) {
    return querySystem(this.#pool, row, { name: `identity_sessions_${name}`, text: sql[name] }, values);
  }
}
