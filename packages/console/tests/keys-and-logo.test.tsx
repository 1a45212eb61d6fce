import { screen, within } from '@testing-library/react';
import { limits } from '@cloudmeet/contracts';
import { expect, it } from 'vitest';
import { createFakeApi, problem } from './support/fake-api.ts';
import { openConsole, signedInAs } from './support/open-console.tsx';
import { pageOf } from './support/rooms.ts';

const api = createFakeApi();
const sent = (path: string) =>
  api.requests.filter((request) => request.method === 'POST' && request.path === path);

it('a key is narrowed to the scopes that are ticked, and made with none never', async () => {
  signedInAs(api);
  api.on('GET /v1/api-keys', pageOf([]));
  api.on('POST /v1/api-keys', { status: 201, body: { id: 'key_1', key: 'cm_test_abc' } });
  const { user } = openConsole('/api-keys?new=key');
  const dialog = within(await screen.findByRole('dialog'));
  await user.click(dialog.getByLabelText('Only what you choose'));
  for (const scope of ['rooms:write', 'tokens:write'])
    await user.click(dialog.getByRole('checkbox', { name: scope }));
  const make = dialog.getByRole<HTMLButtonElement>('button', { name: 'New API key' });
  expect(make.disabled).toBe(true);
  await user.click(dialog.getByRole('checkbox', { name: 'usage:read' }));
  await user.click(make);
  await screen.findByDisplayValue('cm_test_abc');
  expect(sent('/v1/api-keys')[0]?.body).toEqual({ kind: 'test', scopes: ['usage:read'] });
});

const pictureOf = (bytes: number) => new File([new Uint8Array(bytes)], 'logo.png', { type: 'image/png' });

it('a logo is sent as it is, a larger one never, and why one was refused is said', async () => {
  signedInAs(api);
  api.on('GET /v1/tenant/branding', { body: {} });
  api.on('POST /v1/tenant/branding/logo', problem(422, 'unprocessable'));
  const { user, container } = openConsole('/branding');
  await screen.findByRole('button', { name: 'Choose a file' });
  const file = container.querySelector<HTMLInputElement>('input[type=file]');
  if (!file) throw new Error('There is no field for a file.');
  await user.upload(file, pictureOf(limits.logoBytes + 1));
  expect(sent('/v1/tenant/branding/logo')).toEqual([]);
  await user.upload(file, pictureOf(3));
  await screen.findByText(/About unprocessable/);
  expect(sent('/v1/tenant/branding/logo')[0]?.body).toEqual({ data: 'AAAA' });
});
