import type pg from 'pg';
import { z } from 'zod';
import { querySystem } from '../system/query.ts';
import { systemStatements as statements } from '../system/statements.ts';
import { hashPassword, verifyPassword } from '../users/password.ts';

/** A person and what another provider calls them. */
export interface IdentityUser {
  id: string;
  email: string;
  name: string;
  subject: string | null;
}

export interface PrincipalMembership {
  tenantId: string;
  tenantName: string;
  role: 'owner' | 'admin' | 'developer' | 'viewer';
}

/** Who an access token stands for, as long as its session lives. */
export interface PrincipalRecord {
  userId: string;
  email: string;
  name: string;
  sessionId: string;
  /** In the order they were joined. */
  memberships: PrincipalMembership[];
}

export interface NewIdentityUser {
  id: string;
  email: string;
  name: string;
  password?: string;
  subject?: string;
}

const userRow = z.object({
  id: z.string(),
  email: z.string(),
  name: z.string(),
  password_hash: z.string().nullable(),
  subject: z.string().nullable(),
});

const principalRow = z
  .object({
    id: z.string(),
    email: z.string(),
    name: z.string(),
    session_id: z.string(),
    memberships: z.array(
      z.object({
        tenantId: z.string(),
        tenantName: z.string(),
        role: z.enum(['owner', 'admin', 'developer', 'viewer']),
      }),
    ),
  })
  .transform(({ id, session_id, ...row }): PrincipalRecord => ({
    ...row,
    userId: id,
    sessionId: session_id,
  }));

const ensuredRow = z.object({ id: z.string(), email: z.string(), name: z.string(), created: z.boolean() });

/** People, before any tenant is known. */
export class IdentityUsers {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  async findByEmail(email: string): Promise<IdentityUser | null> {
    const [row] = await querySystem(this.#pool, userRow, statements.findUser, [email.toLowerCase()]);
    return row ? { id: row.id, email: row.email, name: row.name, subject: row.subject } : null;
  }

  /** The person of this e-mail and password, else null; an unknown e-mail takes as long as a wrong password. */
  async verify(email: string, password: string): Promise<IdentityUser | null> {
    const [row] = await querySystem(this.#pool, userRow, statements.findUser, [email.toLowerCase()]);
    const fits = await verifyPassword(password, row?.password_hash ?? undefined);
    return row && fits ? { id: row.id, email: row.email, name: row.name, subject: row.subject } : null;
  }

  /** Makes a person. Null when the e-mail is taken, unless `subject` names the same one. */
  async ensure(user: NewIdentityUser): Promise<{ user: IdentityUser; created: boolean } | null> {
    const hash = user.password === undefined ? null : await hashPassword(user.password);
    const [row] = await querySystem(this.#pool, ensuredRow, statements.ensureUser, [
      ...[user.id, user.email.toLowerCase(), user.name],
      ...[hash, user.subject ?? null],
    ]);
    if (!row) return null;
    const { created, ...found } = row;
    return { user: { ...found, subject: user.subject ?? null }, created };
  }

  async setPassword(userId: string, password: string): Promise<void> {
    const row = z.object({ system_set_password: z.boolean() });
    await querySystem(this.#pool, row, statements.setPassword, [userId, await hashPassword(password)]);
  }

  async rename(userId: string, name: string): Promise<void> {
    const row = z.object({ system_rename_user: z.boolean() });
    await querySystem(this.#pool, row, statements.renameUser, [userId, name]);
  }

  /** Null when there is no such person, or the session has ended. */
  async findPrincipal(subject: string, originId: string, now: Date): Promise<PrincipalRecord | null> {
    const [row] = await querySystem(this.#pool, principalRow, statements.findPrincipal, [
      ...[subject, originId, now],
    ]);
    return row ?? null;
  }
}
