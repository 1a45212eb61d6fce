import type { Page } from '@cloudmeet/contracts';
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
}

export interface NewApiKey {
  id: string;
  name: string;
  kind: ApiKeyKind;
  prefix: string;
  /** SHA-256 of the key, in hex. */
  hash: string;
}

export type RevokeApiKeyResult = { status: 'revoked' } | { status: 'missing' } | { status: 'last-key' };

function toApiKey({ hash: _hash, ...row }: ApiKey): ApiKeyRecord {
  return row;
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
    return toApiKey(await tx.apiKey.create({ data: { ...input, tenantId } }));
  }

  async count(): Promise<number> {
    const { tx, tenantId } = this.#scope;
    return tx.apiKey.count({ where: { tenantId, revokedAt: null } });
  }

  async list(request: PageRequest = {}): Promise<Page<ApiKeyRecord>> {
    const { tx, tenantId } = this.#scope;
    const { limit, take, after } = pageWindow(request);
    const rows = await tx.apiKey.findMany({
      where: { tenantId, revokedAt: null, ...olderThan(after) },
      orderBy: newestFirst,
      take,
    });
    return toPage(rows, limit, toApiKey);
  }

  /** Revokes a key. The last one stays: without it nobody could make another. */
  async revoke(id: string): Promise<RevokeApiKeyResult> {
    const { tx, tenantId } = this.#scope;
    await lockTenant(this.#scope);
    const key = await tx.apiKey.findFirst({ where: { id, tenantId, revokedAt: null }, select: { id: true } });
    if (!key) return { status: 'missing' };
    if ((await this.count()) === 1) return { status: 'last-key' };
    await tx.apiKey.updateMany({ where: { id, tenantId }, data: { revokedAt: new Date() } });
    return { status: 'revoked' };
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
