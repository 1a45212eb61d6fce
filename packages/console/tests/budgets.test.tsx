import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { Budget, UsageReport } from '../src/api/api.ts';
import { createFakeApi, problem } from './support/fake-api.ts';
import { expectAccessible, openConsole, signedInAs } from './support/open-console.tsx';
import { pageOf } from './support/rooms.ts';

const api = createFakeApi();
const sent = (method: string) =>
  api.requests.filter((request) => request.method === method && /budgets/.test(request.path));

const budget: Budget = {
  ...{ id: 'bgt_1', metric: 'participantMinutes', externalId: 'customer-7', limit: 1000, month: '2026-11' },
  ...{ thresholds: [50, 100], used: 812.5 },
  crossed: [{ threshold: 50, used: 501, at: '2026-11-13T10:00:00Z' }],
  ...{ createdAt: '2026-11-01T10:00:00Z', updatedAt: '2026-11-01T10:00:00Z' },
};
const row = {
  ...{ key: null, name: null, sessions: 2, participants: 4 },
  participantMinutes: { total: 60, p2p: 60, mixed: 0, stream: 0 },
};
const report: UsageReport = {
  ...{ from: '2026-11-01', to: '2026-11-30', groupBy: 'day', rows: [], total: row, truncated: false },
  ...{ recordingMinutes: 30, streamingMinutes: 12, storedBytes: 2.5e9 },
};

function withBudgets(budgets: Budget[]): void {
  signedInAs(api);
  api.on('GET /v1/usage', { body: report });
  api.on('GET /v1/usage/budgets', pageOf(budgets));
}

describe('budgets', () => {
  it('show what is used, of whom, and which thresholds were told', async () => {
    withBudgets([budget]);
    openConsole('/usage');
    await screen.findByText('customer-7');
    await screen.findByText(/^813 of 1 000 min/);
    await screen.findByText(/^50% told 13 Nov/);
    expect(screen.getByText('2.5')).toBeTruthy();
    await expectAccessible();
  });

  it('are set from a sheet with an address, storage in GB', async () => {
    withBudgets([]);
    api.on('POST /v1/usage/budgets', { status: 201, body: budget });
    const { user } = openConsole('/usage?budget=new');
    const dialog = within(await screen.findByRole('dialog'));
    await user.selectOptions(dialog.getByLabelText('What is counted'), 'Storage');
    await user.type(dialog.getByLabelText('Limit a month'), '20');
    const thresholds = dialog.getByLabelText('Thresholds, in percent');
    await user.clear(thresholds);
    await user.type(thresholds, '80, x');
    expect(dialog.getByRole<HTMLButtonElement>('button', { name: 'New budget' }).disabled).toBe(true);
    await user.clear(thresholds);
    await user.type(thresholds, '80 100%');
    await user.click(dialog.getByRole('button', { name: 'New budget' }));
    await screen.findByText('Budget saved');
    expect(sent('POST')[0]?.body).toEqual({ metric: 'storedBytes', limit: 20e9, thresholds: [80, 100] });
  });

  it('keep what was typed when they are refused', async () => {
    withBudgets([budget]);
    api.on('PATCH /v1/usage/budgets/*', problem(422, 'unprocessable'));
    const { user } = openConsole('/usage?budget=bgt_1');
    const limit = await screen.findByLabelText<HTMLInputElement>('Limit a month');
    await user.clear(limit);
    await user.type(limit, '5');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await screen.findByText(/About unprocessable/);
    expect(limit.value).toBe('5');
  });

  it('are deleted after the name was typed', async () => {
    withBudgets([budget]);
    api.on('DELETE /v1/usage/budgets/*', { status: 204 });
    const { user } = openConsole('/usage');
    await user.click(await screen.findByRole('button', { name: 'Delete the budget customer-7' }));
    const dialog = within(await screen.findByRole('dialog'));
    await user.type(dialog.getByRole('textbox'), 'customer-7');
    await user.click(dialog.getByRole('button', { name: 'Delete' }));
    expect(sent('DELETE')).toHaveLength(1);
  });
});
