import { z } from 'zod';
import { idSchema } from '../ids.ts';
import { budgetSchema, createBudgetSchema, updateBudgetSchema } from './budgets.ts';
import { operation } from './operation.ts';
import { pageQuerySchema, pageSchema } from './page.ts';

const budget = z.object({ budgetId: idSchema('budget') });

export const budgetOperations = {
  listBudgets: operation({
    method: 'get',
    path: '/v1/usage/budgets',
    summary: 'List budgets with what was used of them this month',
    tag: 'History',
    query: pageQuerySchema,
    status: 200,
    response: pageSchema(budgetSchema),
    errors: [],
  }),
  createBudget: operation({
    method: 'post',
    path: '/v1/usage/budgets',
    summary: 'Set a budget for each month; its thresholds are told by usage.threshold',
    tag: 'History',
    body: createBudgetSchema,
    status: 201,
    response: budgetSchema,
    errors: ['conflict', 'limit-reached'],
  }),
  updateBudget: operation({
    method: 'patch',
    path: '/v1/usage/budgets/{budgetId}',
    summary: 'Change the limit or the thresholds of a budget',
    tag: 'History',
    params: budget,
    body: updateBudgetSchema,
    status: 200,
    response: budgetSchema,
    errors: ['not-found'],
  }),
  deleteBudget: operation({
    method: 'delete',
    path: '/v1/usage/budgets/{budgetId}',
    summary: 'Delete a budget',
    tag: 'History',
    params: budget,
    status: 204,
    errors: ['not-found'],
  }),
} as const;
