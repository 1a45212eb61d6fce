import { screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { problem, createFakeApi } from './support/fake-api.ts';
import { expectAccessible, grant, openConsole, signedInAs } from './support/open-console.tsx';
import { pageOf, roomOf } from './support/rooms.ts';

const api = createFakeApi();
const nobody = () => api.on('POST /v1/auth/refresh', problem(401, 'refresh-refused'));
const paths = (path: string) => api.requests.filter((request) => request.path === path);

async function typeAccount(user: ReturnType<typeof openConsole>['user']) {
  await user.type(await screen.findByLabelText('E-mail'), 'sofia@example.com');
  await user.type(screen.getByLabelText('Password'), 'a horse with a hat');
  await user.click(screen.getByRole('button', { name: 'Sign in' }));
}

describe('signing in', () => {
  it('is asked of whoever is not, and leads back to where they were, filters and all', async () => {
    nobody();
    const { user } = openConsole('/rooms?externalId=c-1');
    await screen.findByRole('heading', { name: 'Sign in' });
    await expectAccessible();
    signedInAs(api);
    api.on('POST /v1/auth/sign-in', { body: grant });
    api.on('GET /v1/rooms', pageOf([roomOf()]));
    await typeAccount(user);
    await screen.findByRole('link', { name: 'Atlas weekly review' });
    expect(`${location.pathname}${location.search}`).toBe('/rooms?externalId=c-1');
    expect(paths('/v1/rooms')[0]?.query.get('externalId')).toBe('c-1');
    expect(paths('/v1/rooms')[0]?.headers.get('authorization')).toBe('Bearer access-1');
  });

  it('keeps what was typed when it is refused, and says why', async () => {
    nobody();
    api.on('POST /v1/auth/sign-in', problem(401, 'sign-in-refused'));
    const { user } = openConsole('/sign-in');
    await typeAccount(user);
    expect((await screen.findByRole('alert')).textContent).toContain('E-mail and password do not fit.');
    expect(screen.getByLabelText<HTMLInputElement>('E-mail').value).toBe('sofia@example.com');
  });

  it('asks for a code where somebody has a second factor', async () => {
    nobody();
    api.on('POST /v1/auth/sign-in', { body: { status: 'mfa-required', challenge: 'ch-1' } });
    const { user } = openConsole('/sign-in?next=/rooms');
    await typeAccount(user);
    const code = await screen.findByLabelText('Code');
    signedInAs(api);
    api.on('GET /v1/rooms', pageOf([]));
    api.on('POST /v1/auth/mfa/answer', { body: grant });
    await user.type(code, '123456');
    await user.click(screen.getByRole('button', { name: 'Sign in' }));
    await screen.findByText('No rooms yet');
    expect(paths('/v1/auth/mfa/answer')[0]?.body).toEqual({ challenge: 'ch-1', code: '123456' });
  });
});

describe('a session', () => {
  it('goes on with a new access token when the old one has expired, asked for once by all', async () => {
    signedInAs(api);
    const answers: string[] = [];
    api.on('POST /v1/auth/refresh', () => {
      answers.push('refresh');
      return { body: { ...grant, accessToken: `access-${String(answers.length)}` } };
    });
    const needsSecond = (body: unknown) => (request: { headers: Headers }) =>
      request.headers.get('authorization') === 'Bearer access-2'
        ? { body }
        : problem(401, 'invalid-credential');
    api.on('GET /v1/rooms', needsSecond({ data: [roomOf()], nextCursor: null }));
    openConsole('/rooms');
    await screen.findByRole('link', { name: 'Atlas weekly review' });
    expect(answers).toHaveLength(2);
  });

  it('that has ended leads to signing in, and back', async () => {
    signedInAs(api);
    api.on('GET /v1/rooms', () => {
      nobody();
      return problem(401, 'invalid-credential');
    });
    openConsole('/rooms');
    await screen.findByText(/Your session has ended/);
    expect(location.search).toContain('next=%2Frooms');
  });

  it('names the tenant that the person works in', async () => {
    signedInAs(api);
    api.on('GET /v1/rooms', pageOf([]));
    const { store } = openConsole('/rooms');
    await screen.findByText('No rooms yet');
    const { tenantChosen } = await import('../src/session/session-slice.ts');
    store.dispatch(tenantChosen('tnt_2'));
    api.on('GET /v1/tenant', { body: { id: 'tnt_2', name: 'Second', createdAt: '2026-11-20T10:00:00Z' } });
    const { api: endpoints } = await import('../src/api/api.ts');
    await store.dispatch(endpoints.endpoints.getTenant.initiate());
    expect(paths('/v1/tenant')[0]?.headers.get('cloudmeet-tenant')).toBe('tnt_2');
  });

  it('is not lost because the server is away: the page says so and tries again', async () => {
    signedInAs(api);
    api.on('GET /v1/rooms', problem(503, 'unavailable'));
    const { user } = openConsole('/rooms');
    expect((await screen.findByRole('alert')).textContent).toContain('The server does not answer.');
    expect(screen.getByRole('alert').textContent).toContain('req_1');
    api.on('GET /v1/rooms', pageOf([roomOf()]));
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    await screen.findByRole('link', { name: 'Atlas weekly review' });
    await waitFor(() => expect(screen.queryByRole('alert')).toBeNull());
  });
});
