import { apiKeyScopeSchema } from '@cloudmeet/contracts';
import type { ApiKeyScope, Page } from '@cloudmeet/contracts';
import { z } from 'zod';
import type { ApiKey } from '../generated/client.ts';
import { newestFirst, olderThan, pageWindow, toPage } from '../pagination/list-page.ts';
import type { PageRequest } from '../pagination/list-page.ts';
import type { Scope } from './scope.ts';
import { lockTenant } from './tenants.ts';

export type ApiKeyKind = 'test' | 'live';

export interface ApiKeyRecord {
  id: string;
  tenantId: string;
  name: string;
  kind: ApiKeyKind;
  /** First characters of the key, to recognise it by. */
  prefix: string;
  createdAt: Date;
  lastUsedAt: Date | null;
  revokedAt: Date | null;
  /** Null: all. */
  scopes: ApiKeyScope[] | null;
  /** When it stops working; null: never. */
  expiresAt: Date | null;
}

export interface NewApiKey {
  id: string;
  name: string;
  kind: ApiKeyKind;
  prefix: string;
  /** SHA-256 of the key, in hex. */
  hash: string;
  scopes?: readonly ApiKeyScope[] | null;
}

export type RevokeApiKeyResult = { status: 'revoked' } | { status: 'missing' } | { status: 'last-key' };

/** Neither revoked nor run out. */
const inUse = () => ({ revokedAt: null, OR: [{ expiresAt: null }, { expiresAt: { gt: new Date() } }] });

const scopesSchema = z.array(apiKeyScopeSchema);

/** Prisma reads a column that is null as an empty list; a key without any scope is never made. */
function toApiKey({ hash: _hash, scopes, ...row }: ApiKey): ApiKeyRecord {
  return { ...row, scopes: scopes.length === 0 ? null : scopesSchema.parse(scopes) };
}

/** API keys that are in use; a revoked one is not listed any more. */
export class ApiKeyRepository {
  readonly #scope: Scope;

  constructor(scope: Scope) {
    this.#scope = scope;
  }

  /** Null when the tenant has `max` keys already. */
  async create(input: NewApiKey, options: { max?: number } = {}): Promise<ApiKeyRecord | null> {
    const { tx, tenantId } = this.#scope;
    if (options.max !== undefined) {
      await lockTenant(this.#scope);
      if ((await this.count()) >= options.max) return null;
    }
    const { scopes, ...rest } = input;
    const data = { ...rest, tenantId, ...(scopes ? { scopes: [...scopes] } : {}) };
    return toApiKey(await tx.apiKey.create({ data }));
  }

  async count(): Promise<number> {
    const { tx, tenantId } = this.#scope;
    return tx.apiKey.count({ where: { tenantId, ...inUse() } });
  }

  async list(request: PageRequest = {}): Promise<Page<ApiKeyRecord>> {
    const { tx, tenantId } = this.#scope;
    const { limit, take, after } = pageWindow(request);
    const rows = await tx.apiKey.findMany({
      where: { AND: [{ tenantId, ...inUse() }, olderThan(after)] },
      orderBy: newestFirst,
      take,
    });
    return toPage(rows, limit, toApiKey);
  }

  /** Revokes a key. The last one stays: without it nobody could make another. */
  async revoke(id: string): Promise<RevokeApiKeyResult> {
    const { tx, tenantId } = this.#scope;
    await lockTenant(this.#scope);
    const key = await tx.apiKey.findFirst({ where: { id, tenantId, ...inUse() }, select: { id: true } });
    if (!key) return { status: 'missing' };
    if ((await this.count()) === 1) return { status: 'last-key' };
    await tx.apiKey.updateMany({ where: { id, tenantId }, data: { revokedAt: new Date() } });
    return { status: 'revoked' };
  }

  /** A key that is in use; null for any other. */
  async find(id: string): Promise<ApiKeyRecord | null> {
    const { tx, tenantId } = this.#scope;
    const row = await tx.apiKey.findFirst({ where: { id, tenantId, ...inUse() } });
    return row && toApiKey(row);
  }

  /** Puts a key in the place of another, with its name, kind and scopes. The old one works until `until`. */
  async replace(
    old: ApiKeyRecord,
    next: Pick<NewApiKey, 'id' | 'prefix' | 'hash'>,
    until: Date,
  ): Promise<ApiKeyRecord> {
    const { tx, tenantId } = this.#scope;
    const { id, name, kind, scopes } = old;
    const expiresAt = old.expiresAt !== null && old.expiresAt < until ? old.expiresAt : until;
    await tx.apiKey.updateMany({ where: { id, tenantId }, data: { expiresAt } });
    const data = { ...next, tenantId, name, kind, ...(scopes ? { scopes } : {}) };
    return toApiKey(await tx.apiKey.create({ data }));
  }

  /** Notes that a key was used, at most once in `everyMs` (default a minute) so that reads do not become writes. */
  async touch(id: string, options: { everyMs?: number } = {}): Promise<void> {
    const { tx, tenantId } = this.#scope;
    const before = new Date(Date.now() - (options.everyMs ?? 60_000));
    await tx.apiKey.updateMany({
      where: { id, tenantId, OR: [{ lastUsedAt: null }, { lastUsedAt: { lt: before } }] },
      data: { lastUsedAt: new Date() },
    });
  }
}
