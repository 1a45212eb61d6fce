import type { Page } from '@cloudmeet/contracts';
import type { AllowedOrigin } from '../generated/client.ts';
import { newestFirst, olderThan, pageWindow, toPage } from '../pagination/list-page.ts';
import type { PageRequest } from '../pagination/list-page.ts';
import type { Scope } from './scope.ts';
import { lockTenant } from './tenants.ts';

export interface AllowedOriginRecord {
  id: string;
  origin: string;
  createdAt: Date;
}

export type AddOriginResult =
  { status: 'added'; origin: AllowedOriginRecord } | { status: 'exists' } | { status: 'limit-reached' };

function toOrigin({ id, origin, createdAt }: AllowedOrigin): AllowedOriginRecord {
  return { id, origin, createdAt };
}

/** Origins of pages that may embed the tenant's rooms. */
export class AllowedOriginRepository {
  readonly #scope: Scope;

  constructor(scope: Scope) {
    this.#scope = scope;
  }

  async add(input: { id: string; origin: string }, options: { max?: number } = {}): Promise<AddOriginResult> {
    const { tx, tenantId } = this.#scope;
    await lockTenant(this.#scope);
    const same = await tx.allowedOrigin.count({ where: { tenantId, origin: input.origin } });
    if (same > 0) return { status: 'exists' };
    if (options.max !== undefined) {
      const present = await tx.allowedOrigin.count({ where: { tenantId } });
      if (present >= options.max) return { status: 'limit-reached' };
    }
    const row = await tx.allowedOrigin.create({ data: { ...input, tenantId } });
    return { status: 'added', origin: toOrigin(row) };
  }

  async list(request: PageRequest = {}): Promise<Page<AllowedOriginRecord>> {
    const { tx, tenantId } = this.#scope;
    const { limit, take, after } = pageWindow(request);
    const rows = await tx.allowedOrigin.findMany({
      where: { tenantId, ...olderThan(after) },
      orderBy: newestFirst,
      take,
    });
    return toPage(rows, limit, toOrigin);
  }

  /** Every origin as text, oldest first. */
  async all(): Promise<string[]> {
    const { tx, tenantId } = this.#scope;
    const rows = await tx.allowedOrigin.findMany({
      where: { tenantId },
      orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    });
    return rows.map((row) => row.origin);
  }

  /** False when the tenant has no such origin. */
  async remove(id: string): Promise<boolean> {
    const { tx, tenantId } = this.#scope;
    const { count } = await tx.allowedOrigin.deleteMany({ where: { id, tenantId } });
    return count > 0;
  }
}
