import { publicKeyJwkSchema, signingKeySchema } from '@cloudmeet/contracts';
import type { Page, SigningKey } from '@cloudmeet/contracts';
import { newestFirst, olderThan, pageWindow, toPage } from '../pagination/list-page.ts';
import type { PageRequest } from '../pagination/list-page.ts';
import { toJsonObject } from './json-object.ts';
import type { Scope } from './scope.ts';
import { lockTenant } from './tenants.ts';

export type SigningAlgorithm = SigningKey['algorithm'];
export type PublicKeyJwk = SigningKey['publicKeyJwk'];

export interface SigningKeyRecord {
  id: string;
  kid: string;
  algorithm: SigningAlgorithm;
  publicKeyJwk: PublicKeyJwk;
  createdAt: Date;
}

export type NewSigningKey = Omit<SigningKeyRecord, 'createdAt'>;

/** `exists`: the tenant has or had a key of this `kid`; a revoked kid never comes back with another key. */
export type AddSigningKeyResult =
  { status: 'added'; key: SigningKeyRecord } | { status: 'exists' } | { status: 'limit-reached' };

interface SigningKeyRow {
  id: string;
  kid: string;
  algorithm: string;
  publicJwk: unknown;
  createdAt: Date;
}

export function toSigningKey(row: SigningKeyRow): SigningKeyRecord {
  return {
    id: row.id,
    kid: row.kid,
    algorithm: signingKeySchema.shape.algorithm.parse(row.algorithm),
    publicKeyJwk: publicKeyJwkSchema.parse(row.publicJwk),
    createdAt: row.createdAt,
  };
}

/** Public keys that the tenant signs its own room tokens with. */
export class SigningKeyRepository {
  readonly #scope: Scope;

  constructor(scope: Scope) {
    this.#scope = scope;
  }

  async add(input: NewSigningKey, options: { max?: number } = {}): Promise<AddSigningKeyResult> {
    const { tx, tenantId } = this.#scope;
    await lockTenant(this.#scope);
    if ((await tx.tenantSigningKey.count({ where: { tenantId, kid: input.kid } })) > 0)
      return { status: 'exists' };
    if (options.max !== undefined) {
      const present = await tx.tenantSigningKey.count({ where: { tenantId, revokedAt: null } });
      if (present >= options.max) return { status: 'limit-reached' };
    }
    const { id, kid, algorithm, publicKeyJwk } = input;
    const row = await tx.tenantSigningKey.create({
      data: { id, tenantId, kid, algorithm, publicJwk: toJsonObject(publicKeyJwk) },
    });
    return { status: 'added', key: toSigningKey(row) };
  }

  async list(request: PageRequest = {}): Promise<Page<SigningKeyRecord>> {
    const { tx, tenantId } = this.#scope;
    const { limit, take, after } = pageWindow(request);
    const rows = await tx.tenantSigningKey.findMany({
      where: { tenantId, revokedAt: null, ...olderThan(after) },
      orderBy: newestFirst,
      take,
    });
    return toPage(rows, limit, toSigningKey);
  }

  async findByKid(kid: string): Promise<SigningKeyRecord | null> {
    const { tx, tenantId } = this.#scope;
    const row = await tx.tenantSigningKey.findFirst({ where: { tenantId, kid, revokedAt: null } });
    return row && toSigningKey(row);
  }

  /** False when the tenant has no such key in use. */
  async revoke(id: string): Promise<boolean> {
    const { tx, tenantId } = this.#scope;
    const { count } = await tx.tenantSigningKey.updateMany({
      where: { id, tenantId, revokedAt: null },
      data: { revokedAt: new Date() },
    });
    return count > 0;
  }
}
