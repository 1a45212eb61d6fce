import type { Budget, BudgetChanges, BudgetSettings } from './budget-types.ts';
import { path } from './call.ts';
import type { CreateOptions } from './call.ts';
import { pages } from './pages.ts';
import type { Transport } from './transport.ts';
import type { Page } from './types.ts';

/** What you, or one of your customers, may use in a month before the webhook `usage.threshold` tells you. */
export class Budgets {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  list(): AsyncGenerator<Budget, void, undefined> {
    return pages(async (query) => {
      const call = { method: 'GET', path: '/v1/usage/budgets', query } as const;
      return (await this.#transport.send(call)).body as Page<Budget>;
    });
  }

  /** Fails with `conflict` where a budget for the same metric and externalId is there. */
  async create(settings: BudgetSettings, options: CreateOptions = {}): Promise<Budget> {
    const call = { method: 'POST', path: '/v1/usage/budgets', body: settings, ...options } as const;
    return (await this.#transport.send(call)).body as Budget;
  }

  /** Thresholds that are met by the change are told at once. */
  async update(budgetId: string, changes: BudgetChanges): Promise<Budget> {
    const call = { method: 'PATCH', path: path`/v1/usage/budgets/${budgetId}`, body: changes } as const;
    return (await this.#transport.send(call)).body as Budget;
  }

  async delete(budgetId: string): Promise<void> {
    await this.#transport.send({ method: 'DELETE', path: path`/v1/usage/budgets/${budgetId}` });
  }
}
