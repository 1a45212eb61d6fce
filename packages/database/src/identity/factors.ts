import type pg from 'pg';
import { z } from 'zod';
import { querySystem } from '../system/query.ts';

export interface FactorRecord {
  secretSealed: string;
  confirmed: boolean;
}

const factorRow = z.object({ secret_sealed: z.string(), confirmed_at: z.date().nullable() });
const changedRow = z.object({ user_id: z.string() });
const sql = {
  begin: `INSERT INTO identity_factors AS f (user_id, secret_sealed, created_at) VALUES ($1, $2, $3)
    ON CONFLICT (user_id) DO UPDATE SET secret_sealed = EXCLUDED.secret_sealed, created_at = EXCLUDED.created_at
    WHERE f.confirmed_at IS NULL RETURNING user_id`,
  find: 'SELECT secret_sealed, confirmed_at FROM identity_factors WHERE user_id = $1',
  confirm: `UPDATE identity_factors SET confirmed_at = $2, last_step = $3
    WHERE user_id = $1 AND confirmed_at IS NULL RETURNING user_id`,
  use: `UPDATE identity_factors SET last_step = $2
    WHERE user_id = $1 AND last_step < $2 AND confirmed_at IS NOT NULL RETURNING user_id`,
  remove: 'DELETE FROM identity_factors WHERE user_id = $1 RETURNING user_id',
} as const;

/** Authenticator apps of people. A code works once: its time step is kept. */
export class IdentityFactors {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  /** False when the person has a confirmed one already. */
  begin(userId: string, secretSealed: string, now: Date): Promise<boolean> {
    return this.#change('begin', [userId, secretSealed, now]);
  }

  async find(userId: string): Promise<FactorRecord | null> {
    const statement = { name: 'identity_factors_find', text: sql.find };
    const [row] = await querySystem(this.#pool, factorRow, statement, [userId]);
    return row ? { secretSealed: row.secret_sealed, confirmed: row.confirmed_at !== null } : null;
  }

  confirm(userId: string, now: Date, step: number): Promise<boolean> {
    return this.#change('confirm', [userId, now, step]);
  }

  /** False when a code of this step or a later one was used before. */
  use(userId: string, step: number): Promise<boolean> {
    return this.#change('use', [userId, step]);
  }

  remove(userId: string): Promise<boolean> {
    return this.#change('remove', [userId]);
  }

  async #change(name: Exclude<keyof typeof sql, 'find'>, values: unknown[]): Promise<boolean> {
    const statement = { name: `identity_factors_${name}`, text: sql[name] };
    return (await querySystem(this.#pool, changedRow, statement, values)).length > 0;
  }
}
