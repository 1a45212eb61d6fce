import { act, screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { themeChanged } from '../src/page/view-slice.ts';
import { inRoom, names, person } from './fake-room/people.ts';
import { openPage } from './support/open-page.tsx';

const state = inRoom(names.slice(0, 2).map((name) => person(name)));
const root = document.documentElement;

afterEach(() => {
  root.removeAttribute('style');
  root.removeAttribute('data-cm-theme');
  root.removeAttribute('lang');
});

it('is dark unless the tenant, the page around or the person wants it otherwise', async () => {
  const { page } = await openPage({ state });
  expect(root.dataset['cmTheme']).toBe('dark');
  await act(async () => page.store.dispatch(themeChanged({ colorScheme: 'light' })));
  expect(root.dataset['cmTheme']).toBe('light');
});

it('follows the device where that is wanted', async () => {
  const query = { matches: true, addEventListener: vi.fn(), removeEventListener: vi.fn() };
  vi.spyOn(window, 'matchMedia').mockReturnValue(query as never);
  await openPage({ state, view: { theme: { colorScheme: 'auto' } } });
  expect(root.dataset['cmTheme']).toBe('light');
});

it('takes the tenant’s colour and radius through CSS variables', async () => {
  await openPage({ state, view: { theme: { accent: '#a23ca4', radius: 4 } } });
  await expect.poll(() => root.style.getPropertyValue('--cm-radius')).toBe('4px');
  expect(root.style.getPropertyValue('--cm-accent')).toMatch(/^#[0-9a-f]{6}$/);
});

it('speaks Greek from one moment to the next, and says so to screen readers', async () => {
  const { page } = await openPage({ state });
  expect(root.lang).toBe('en');
  await act(async () => page.text.setLanguage('el'));
  expect(root.lang).toBe('el');
  expect(screen.getByRole('button', { name: 'Έξοδος' })).toBeTruthy();
  await act(async () => page.text.setLanguage('en'));
  expect(screen.getByRole('button', { name: 'Leave' })).toBeTruthy();
});

it('changes language and appearance in the settings', async () => {
  const { user, page } = await openPage({ state, view: { dialog: 'settings' } });
  await user.click(await screen.findByRole('combobox', { name: 'Appearance' }));
  await user.click(await screen.findByRole('option', { name: 'Light' }));
  expect(page.store.getState().view.theme.colorScheme).toBe('light');
  await user.click(screen.getByRole('combobox', { name: 'Language' }));
  await user.click(await screen.findByRole('option', { name: 'Ελληνικά' }));
  await vi.waitFor(() => expect(root.lang).toBe('el'));
});
