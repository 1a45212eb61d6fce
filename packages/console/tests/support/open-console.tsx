import { cleanup, configure, render } from '@testing-library/react';
import { defaultPolicies } from '@cloudmeet/contracts';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { afterEach, expect } from 'vitest';
import { requestRefresh } from '../../src/api/request-refresh.ts';
import { createCredentials } from '../../src/session/credentials.ts';
import { restoreSession } from '../../src/session/restore-session.ts';
import { App } from '../../src/shell/app.tsx';
import { createStore } from '../../src/store.ts';
import { createConsoleText } from '../../src/text/console-text.ts';
import type { FakeApi } from './fake-api.ts';

// pages are fetched when they are first shown, and a busy machine takes its time
configure({ asyncUtilTimeout: 15_000 });
afterEach(cleanup);

export const apiUrl = 'http://127.0.0.1:4400';
export const grant = { status: 'signed-in', accessToken: 'access-1', expiresInSeconds: 900 };
export type Role = 'owner' | 'admin' | 'developer' | 'viewer';

/** Answers for somebody who is signed in as a member with this role. */
export function signedInAs(api: FakeApi, role: Role = 'owner'): void {
  api.on('POST /v1/auth/refresh', { body: grant });
  const membership = { tenantId: 'tnt_1', tenantName: 'Northwind Studio', role };
  const me = { id: 'usr_1', email: 'sofia@example.com', name: 'Sofia Lindqvist', mfa: false };
  api.on('GET /v1/me', { body: { ...me, memberships: [membership] } });
  api.on('GET /v1/tenant/policies', { body: defaultPolicies });
}

/** Opens the console at an address, as a browser does. */
export function openConsole(path: string) {
  window.history.replaceState(null, '', path);
  const credentials = createCredentials(requestRefresh(apiUrl), (work) => work());
  const store = createStore({
    services: { apiUrl, credentials },
    look: { scheme: 'light' },
    session: { status: 'unknown' },
  });
  const user = userEvent.setup();
  const config = { apiUrl, roomUrl: 'http://127.0.0.1:4401', nonce: 'n' };
  const text = createConsoleText();
  const page = render(<App store={store} text={text} config={config} credentials={credentials} />);
  restoreSession(store, credentials);
  return { ...page, store, user, text };
}

/** Fails with what axe finds wrong in names, roles and relations. Contrast is checked in a browser. */
export async function expectAccessible(): Promise<void> {
  const rules = { 'color-contrast': { enabled: false } };
  const { violations } = await axe.run(document.body, { rules, resultTypes: ['violations'] });
  expect(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`),
  ).toEqual([]);
}
