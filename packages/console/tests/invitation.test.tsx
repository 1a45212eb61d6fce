import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { createFakeApi } from './support/fake-api.ts';
import { grant, openConsole, signedInAs } from './support/open-console.tsx';

const api = createFakeApi();

it('who takes up an invitation is in the console at once, and the link is out of the address', async () => {
  signedInAs(api, 'viewer');
  api.on('POST /v1/auth/refresh', { status: 401, body: {} });
  api.on('POST /v1/auth/invitations/inspect', {
    body: { email: 'ben@example.com', tenantName: 'Northwind Studio', role: 'viewer', accountExists: true },
  });
  api.on('POST /v1/auth/invitations/accept', { body: grant });
  const { user } = openConsole('/invitation#token=abc');
  await user.type(await screen.findByLabelText('The password of your account'), 'correct horse battery');
  await user.click(screen.getByRole('button', { name: 'Join' }));
  await screen.findByRole('navigation', { name: 'Pages' });
  expect(location.href).not.toMatch(/invitation|abc/);
});
