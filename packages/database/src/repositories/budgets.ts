import type { BudgetMetric, Page } from '@cloudmeet/contracts';
import type { Prisma } from '../generated/client.ts';
import { newestFirst, olderThan, pageWindow, toPage } from '../pagination/list-page.ts';
import type { PageRequest } from '../pagination/list-page.ts';
import type { Scope } from './scope.ts';
import { lockTenant } from './tenants.ts';

/** A threshold that was met in a month (`2026-11`). */
export interface BudgetCrossing {
  month: string;
  /** Percent of the limit. */
  threshold: number;
  used: number;
  at: Date;
}

export interface BudgetRecord {
  id: string;
  metric: BudgetMetric;
  /** Null: all rooms of the tenant. */
  externalId: string | null;
  /** Minutes or bytes a month. */
  limit: number;
  thresholds: number[];
  createdAt: Date;
  updatedAt: Date;
  checkAt: Date;
  /** Of the present month and the one before, oldest first. */
  crossings: BudgetCrossing[];
}

export type NewBudget = Omit<BudgetRecord, 'crossings' | 'updatedAt' | 'checkAt'>;
export type AddBudgetResult =
  { status: 'added'; budget: BudgetRecord } | { status: 'exists' } | { status: 'limit-reached' };

/** Budgets with what was told of them lately: nobody asks for older months. */
function withCrossings(now: Date) {
  const before = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 1)).toISOString().slice(0, 7);
  return { include: { crossings: { where: { month: { gte: before } }, orderBy: { at: 'asc' } } } } as const;
}

type Row = Prisma.BudgetGetPayload<ReturnType<typeof withCrossings>>;

function toBudget({ tenantId: _tenantId, externalId, crossings, ...row }: Row): BudgetRecord {
  return {
    ...row,
    externalId: externalId === '' ? null : externalId,
    crossings: crossings.map(({ month, threshold, used, at }) => ({ month, threshold, used, at })),
  };
}

/** What the tenant may use in a month before somebody is told. */
export class BudgetRepository {
  readonly #scope: Scope;

  constructor(scope: Scope) {
    this.#scope = scope;
  }

  /** One budget for a metric and an externalId, and `max` in all. */
  async create(input: NewBudget, { max }: { max: number }): Promise<AddBudgetResult> {
    const { tx, tenantId } = this.#scope;
    await lockTenant(this.#scope);
    const { metric, createdAt } = input;
    const externalId = input.externalId ?? '';
    if ((await tx.budget.count({ where: { tenantId, metric, externalId } })) > 0) return { status: 'exists' };
    if ((await tx.budget.count({ where: { tenantId } })) >= max) return { status: 'limit-reached' };
    const times = { updatedAt: createdAt, checkAt: createdAt };
    const data = { ...input, ...times, externalId, tenantId };
    return {
      status: 'added',
      budget: toBudget(await tx.budget.create({ data, ...withCrossings(createdAt) })),
    };
  }

  async list(request: PageRequest, now: Date): Promise<Page<BudgetRecord>> {
    const { tx, tenantId } = this.#scope;
    const { limit, take, after } = pageWindow(request);
    const where = { tenantId, ...olderThan(after) };
    const rows = await tx.budget.findMany({ where, orderBy: newestFirst, take, ...withCrossings(now) });
    return toPage(rows, limit, toBudget);
  }

  /** Whoever checks or changes the same budget waits until the transaction ends. Null when there is none. */
  async lock(id: string, now: Date): Promise<BudgetRecord | null> {
    const { tx, tenantId } = this.#scope;
    await tx.$queryRaw`SELECT 1 FROM budgets WHERE id = ${id} AND tenant_id = ${tenantId} FOR UPDATE`;
    return this.#find(id, now);
  }

  async update(
    id: string,
    changes: { limit?: number | undefined; thresholds?: number[] | undefined },
    now: Date,
  ): Promise<BudgetRecord | null> {
    const { tx, tenantId } = this.#scope;
    const { limit, thresholds } = changes;
    const data = {
      ...(limit === undefined ? {} : { limit }),
      ...(thresholds === undefined ? {} : { thresholds }),
      ...{ updatedAt: now, checkAt: now },
    };
    await tx.budget.updateMany({ where: { id, tenantId }, data });
    return this.#find(id, now);
  }

  async checkLater(id: string, checkAt: Date): Promise<void> {
    const { tx, tenantId } = this.#scope;
    await tx.budget.updateMany({ where: { id, tenantId }, data: { checkAt } });
  }

  /** False when this threshold was met in this month already: then nobody is told again. */
  async cross(budgetId: string, { month, threshold, used, at }: BudgetCrossing): Promise<boolean> {
    const { tx, tenantId } = this.#scope;
    const added = await tx.$executeRaw`
      INSERT INTO budget_crossings (budget_id, month, threshold, tenant_id, used, at)
      VALUES (${budgetId}, ${month}, ${threshold}, ${tenantId}, ${used}, ${at})
      ON CONFLICT (budget_id, month, threshold) DO NOTHING`;
    return added > 0;
  }

  /** False when the tenant has no such budget. */
  async remove(id: string): Promise<boolean> {
    const { tx, tenantId } = this.#scope;
    const { count } = await tx.budget.deleteMany({ where: { id, tenantId } });
    return count > 0;
  }

  async #find(id: string, now: Date): Promise<BudgetRecord | null> {
    const { tx, tenantId } = this.#scope;
    const row = await tx.budget.findFirst({ where: { id, tenantId }, ...withCrossings(now) });
    return row && toBudget(row);
  }
}
