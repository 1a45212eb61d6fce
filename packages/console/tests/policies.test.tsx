import { screen, within } from '@testing-library/react';
import { defaultPolicies } from '@cloudmeet/contracts';
import { expect, it } from 'vitest';
import { createFakeApi, problem } from './support/fake-api.ts';
import { expectAccessible, openConsole, signedInAs } from './support/open-console.tsx';
import { roomOf } from './support/rooms.ts';

const api = createFakeApi();
const sent = () => api.requests.filter(({ method }) => method === 'PATCH');

it('allowing less asks for the name of the organisation, allowing more does not', async () => {
  signedInAs(api);
  api.on('GET /v1/tenant/policies', { body: { ...defaultPolicies, 'chat.send': 'off' } });
  api.on('PATCH /v1/tenant/policies', { body: defaultPolicies });
  const { user } = openConsole('/policies');
  await user.selectOptions(await screen.findByLabelText('Start a recording'), 'Hosts');
  await expectAccessible();
  await user.click(screen.getByRole('button', { name: 'Save' }));
  const dialog = await screen.findByRole('dialog');
  expect(sent()).toEqual([]);
  await user.type(within(dialog).getByRole('textbox'), 'Northwind Studio');
  await user.click(within(dialog).getByRole('button', { name: 'Allow less' }));
  await screen.findByText(/Policies saved/);
  expect(sent()[0]?.body).toEqual({ ...defaultPolicies, 'chat.send': 'off', 'recording.start': 'hosts' });
  await user.selectOptions(screen.getByLabelText('Start a recording'), 'Hosts and moderators');
  await user.selectOptions(screen.getByLabelText('Write to everyone'), 'Allowed');
  await user.click(screen.getByRole('button', { name: 'Save' }));
  await screen.findAllByText(/Policies saved/);
  expect(sent()).toHaveLength(2);
});

it('a developer reads the policies and changes none', async () => {
  signedInAs(api, 'developer');
  api.on('GET /v1/tenant/policies', { body: defaultPolicies });
  openConsole('/policies');
  expect((await screen.findByLabelText('Speak')).closest('fieldset[disabled]')).not.toBeNull();
});

it('policies that cannot be read are told with what to do', async () => {
  signedInAs(api);
  api.on('GET /v1/tenant/policies', problem(503, 'unavailable'));
  openConsole('/policies');
  await screen.findByRole('button', { name: /again/i });
});

it('a room says at each field where the policy for all rooms is stricter', async () => {
  signedInAs(api);
  api.on('GET /v1/tenant/policies', {
    body: { ...defaultPolicies, 'chat.send': 'off', 'stream.start': 'off' },
  });
  api.on('GET /v1/rooms/*', { body: roomOf() });
  openConsole('/rooms/rm_1?tab=settings');
  await screen.findAllByText('Your policy for all rooms makes this: Off');
  expect(screen.getAllByText(/Your policy for all rooms/)).toHaveLength(2);
});
