import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { createFakeApi } from './support/fake-api.ts';
import { openConsole, signedInAs } from './support/open-console.tsx';
import { pageOf } from './support/rooms.ts';

const api = createFakeApi();
const allowed = { id: 'org_1', origin: 'https://app.example.com', createdAt: '2026-11-20T10:00:00Z' };
const sent = (method: string) =>
  api.requests.filter((request) => request.method === method && /origins/.test(request.path));

it('what is no origin is said before anything is sent', async () => {
  signedInAs(api);
  api.on('GET /v1/tenant/allowed-origins', pageOf([]));
  const { user } = openConsole('/allowed-origins');
  await user.type(await screen.findByLabelText('Origin'), 'https://app.example.com/');
  await user.click(screen.getByRole('button', { name: 'Allow origin' }));
  await screen.findByText(/leave out the slash/);
  expect(sent('POST')).toEqual([]);
});

it('an origin is removed at once, and allowed again by Undo', async () => {
  signedInAs(api);
  api.on('GET /v1/tenant/allowed-origins', pageOf([allowed]));
  api.on('DELETE /v1/tenant/allowed-origins/*', { status: 204 });
  api.on('POST /v1/tenant/allowed-origins', { status: 201, body: allowed });
  const { user } = openConsole('/allowed-origins');
  await user.click(await screen.findByRole('button', { name: 'Remove https://app.example.com' }));
  await user.click(await screen.findByRole('button', { name: 'Undo' }));
  await screen.findByText('https://app.example.com');
  expect(sent('DELETE')).toHaveLength(1);
  expect(sent('POST')[0]?.body).toEqual({ origin: 'https://app.example.com' });
});
