import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { problem, createFakeApi } from './support/fake-api.ts';
import { expectAccessible, openConsole, signedInAs } from './support/open-console.tsx';
import { pageOf, roomOf } from './support/rooms.ts';

const api = createFakeApi();
const sent = (method: string, path: string) =>
  api.requests.filter((request) => request.method === method && request.path === path);

describe('the list of rooms', () => {
  it('shows that it is loading, and then what there is, running rooms marked', async () => {
    signedInAs(api);
    let answer: (page: ReturnType<typeof pageOf>) => void = () => undefined;
    api.on('GET /v1/rooms', () => new Promise((resolve) => (answer = resolve)));
    openConsole('/rooms');
    await screen.findByText(/Rooms\. Loading/);
    const session = {
      id: 'ses_1',
      topology: 'p2p' as const,
      participantCount: 2,
      startedAt: '2026-11-20T10:00:00Z',
    };
    await waitFor(() => expect(sent('GET', '/v1/rooms')).toHaveLength(1));
    answer(pageOf([roomOf({ session })]));
    await screen.findByText('Running, 2 people');
    await expectAccessible();
  });

  it('walks on by cursors that stand in the address', async () => {
    signedInAs(api);
    api.on('GET /v1/rooms', ({ query }) =>
      query.get('cursor') === 'c2' ? pageOf([roomOf({ name: 'Older room' })]) : pageOf([roomOf()], 'c2'),
    );
    const { user } = openConsole('/rooms');
    await screen.findByText('Atlas weekly review');
    await user.click(screen.getByRole('button', { name: 'Older' }));
    await screen.findByText('Older room');
    expect(location.search).toBe('?cursor=c2');
    await user.click(screen.getByRole('button', { name: 'Newest' }));
    await screen.findByText('Atlas weekly review');
  });

  it('offers a viewer nothing that a viewer may not do', async () => {
    signedInAs(api, 'viewer');
    api.on('GET /v1/rooms', pageOf([]));
    openConsole('/rooms');
    await screen.findByText('No rooms yet');
    expect(screen.queryByRole('button', { name: 'New room' })).toBeNull();
    expect(screen.queryByRole('link', { name: 'Get started' })).toBeNull();
  });
});

describe('a new room', () => {
  it('is made from the sheet, once, with a key that makes a repeat harmless', async () => {
    signedInAs(api);
    api.on('GET /v1/rooms', pageOf([]));
    api.on('POST /v1/rooms', { status: 201, body: roomOf({ name: 'Review' }) });
    api.on('GET /v1/rooms/*', { body: roomOf({ name: 'Review' }) });
    const { user } = openConsole('/rooms?new=room');
    const dialog = await screen.findByRole('dialog');
    await user.type(within(dialog).getByLabelText('Name'), 'Review');
    await user.click(within(dialog).getByRole('button', { name: 'New room' }));
    await screen.findByRole('heading', { name: 'Review' });
    const [request] = sent('POST', '/v1/rooms');
    expect(request?.body).toMatchObject({ name: 'Review', mode: 'auto', lobby: false });
    expect(request?.headers.get('idempotency-key')).toMatch(/^console-/);
    expect(document.activeElement?.textContent).toBe('Review');
  });

  it('keeps what was typed when it is refused, and says at which field', async () => {
    signedInAs(api);
    api.on('GET /v1/rooms', pageOf([]));
    const errors = [{ pointer: '/name', detail: 'has a control character' }];
    api.on('POST /v1/rooms', problem(400, 'invalid-request', { errors }));
    const { user } = openConsole('/rooms?new=room');
    const name = await screen.findByLabelText<HTMLInputElement>('Name');
    await user.type(name, 'Review');
    await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'New room' }));
    await screen.findByText('has a control character');
    expect(name.value).toBe('Review');
  });
});

describe('one room', () => {
  it('is changed only as it was read: somebody else’s change is not overwritten', async () => {
    signedInAs(api);
    api.on('GET /v1/rooms/*', { body: roomOf(), headers: { ETag: '"3"' } });
    api.on('PATCH /v1/rooms/*', problem(412, 'stale-version'));
    const { user } = openConsole('/rooms/rm_1?tab=settings');
    const name = await screen.findByLabelText('Name');
    await user.type(name, ' two');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await screen.findByText(/Somebody else changed this meanwhile/);
    expect(sent('PATCH', '/v1/rooms/rm_1')[0]?.headers.get('if-match')).toBe('"3"');
  });

  it('is deleted only after its name was typed', async () => {
    signedInAs(api);
    api.on('GET /v1/rooms/*', { body: roomOf() });
    api.on('DELETE /v1/rooms/*', { status: 204 });
    api.on('GET /v1/rooms', pageOf([]));
    const { user } = openConsole('/rooms/rm_1?tab=settings');
    await user.click(await screen.findByRole('button', { name: 'Delete room' }));
    const dialog = await screen.findByRole('dialog');
    const confirm = within(dialog).getByRole<HTMLButtonElement>('button', { name: 'Delete room' });
    await user.type(within(dialog).getByRole('textbox'), 'Atlas');
    expect(confirm.disabled).toBe(true);
    expect(sent('DELETE', '/v1/rooms/rm_1')).toEqual([]);
    await user.type(within(dialog).getByRole('textbox'), ' weekly review');
    await user.click(confirm);
    await screen.findByText('No rooms yet');
    expect(sent('DELETE', '/v1/rooms/rm_1')).toHaveLength(1);
  });

  it('of another tenant is told as one that is not there', async () => {
    signedInAs(api);
    api.on('GET /v1/rooms/*', problem(404, 'not-found'));
    openConsole('/rooms/rm_2');
    await screen.findByText('There is no such thing here.');
  });
});

it('an address that leads nowhere says so, and the rail stays', async () => {
  signedInAs(api);
  openConsole('/nowhere');
  await screen.findByRole('heading', { name: 'There is no such page' });
  expect(screen.getByRole('navigation', { name: 'Pages' })).toBeTruthy();
});
