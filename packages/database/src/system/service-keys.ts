import { publicKeyJwkSchema } from '@cloudmeet/contracts';
import type pg from 'pg';
import { z } from 'zod';
import type { PublicKeyJwk, SigningAlgorithm } from '../repositories/signing-keys.ts';
import { toDatabaseError } from '../connection/database-errors.ts';
import { querySystem } from './query.ts';

/** A key that this deployment signs tokens with. */
export interface ServiceKeyRecord {
  kid: string;
  algorithm: SigningAlgorithm;
  publicKeyJwk: PublicKeyJwk;
  /** The private JWK, sealed with the master secret by whoever stored it. */
  privateJwkSealed: string;
  createdAt: Date;
  retiredAt: Date | null;
}

export type NewServiceKey = Omit<ServiceKeyRecord, 'createdAt' | 'retiredAt'>;

const rowSchema = z
  .object({
    kid: z.string(),
    algorithm: z.enum(['EdDSA', 'ES256']),
    public_jwk: publicKeyJwkSchema,
    private_jwk_sealed: z.string(),
    created_at: z.date(),
    retired_at: z.date().nullable(),
  })
  .transform((row): ServiceKeyRecord => ({
    kid: row.kid,
    algorithm: row.algorithm,
    publicKeyJwk: row.public_jwk,
    privateJwkSealed: row.private_jwk_sealed,
    createdAt: row.created_at,
    retiredAt: row.retired_at,
  }));

const kidSchema = z.object({ kid: z.string() });
const firstKeyLock = 72707370;

/** Keys of room tokens, or those of access tokens: never both in one table. */
export type SigningKeyTable = 'service_signing_keys' | 'identity_signing_keys';

/** The deployment's own signing keys. Tokens of a retired key are still believed until they expire. */
export class ServiceKeyRepository {
  readonly #pool: pg.Pool;
  readonly #table: SigningKeyTable;

  constructor(pool: pg.Pool, table: SigningKeyTable = 'service_signing_keys') {
    this.#pool = pool;
    this.#table = table;
  }

  get #insert(): string {
    return `INSERT INTO ${this.#table} (kid, algorithm, public_jwk, private_jwk_sealed)
      VALUES ($1, $2, $3, $4) ON CONFLICT (kid) DO NOTHING RETURNING kid`;
  }

  /** Newest first, retired ones included. */
  async list(): Promise<ServiceKeyRecord[]> {
    return querySystem(this.#pool, rowSchema, {
      name: `${this.#table}_list`,
      text: `SELECT * FROM ${this.#table} ORDER BY created_at DESC, kid`,
    });
  }

  /** False when there is a key of that `kid` already. */
  async add(key: NewServiceKey): Promise<boolean> {
    const rows = await querySystem(
      this.#pool,
      kidSchema,
      { name: `${this.#table}_add`, text: this.#insert },
      valuesOf(key),
    );
    return rows.length > 0;
  }

  /**
   * Makes sure that a deployment has a key: when several processes start at once one of them adds its own, and each
   * gets the key that is in use afterwards.
   */
  async ensureFirst(key: NewServiceKey): Promise<ServiceKeyRecord> {
    const client = await this.#pool
      .connect()
      .catch((error: unknown) => Promise.reject(toDatabaseError(error)));
    try {
      await client.query('BEGIN');
      await client.query('SELECT pg_advisory_xact_lock($1)', [firstKeyLock]);
      const { rowCount } = await client.query(
        `SELECT 1 FROM ${this.#table} WHERE retired_at IS NULL LIMIT 1`,
      );
      if (rowCount === 0) await client.query(this.#insert, valuesOf(key));
      await client.query('COMMIT');
      client.release();
    } catch (error) {
      client.release(true);
      throw toDatabaseError(error);
    }
    const present = (await this.list()).find((one) => one.retiredAt === null);
    if (!present) throw new Error('The first signing key was not stored.');
    return present;
  }

  /** New tokens are not signed with it any more. False when it was retired before. */
  async retire(kid: string): Promise<boolean> {
    const text = `UPDATE ${this.#table} SET retired_at = now()
      WHERE kid = $1 AND retired_at IS NULL RETURNING kid`;
    const rows = await querySystem(this.#pool, kidSchema, { name: `${this.#table}_retire`, text }, [kid]);
    return rows.length > 0;
  }
}

function valuesOf(key: NewServiceKey): string[] {
  return [key.kid, key.algorithm, JSON.stringify(key.publicKeyJwk), key.privateJwkSealed];
}
