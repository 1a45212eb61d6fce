import { act, screen, waitFor } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { show } from '../../../tests/render.tsx';
import { Menu } from './menu.tsx';

const arrival = vi.hoisted(() => {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { promise, resolve };
});

vi.mock('./menu-popup-part.ts', async () => {
  const { fetchLater } = await import('../../fetch-later.ts');
  const part = fetchLater(async () => {
    await arrival.promise;
    return import('./menu-popup.tsx');
  });
  return { menuPopupPart: part };
});

vi.mock('../../preload-overlays.ts', () => ({ preloadOverlays: async () => undefined }));

it('Menu pressed before it can open keeps focus and opens as soon as it can; others stay closed', async () => {
  const entry = (label: string) => [{ id: label, label, onSelect: () => undefined }];
  const { user } = show(
    <>
      <Menu trigger={<button type="button">Actions</button>} entries={entry('Pin for me')} />
      <Menu trigger={<button type="button">More</button>} entries={entry('Devices')} />
    </>,
  );
  await user.click(screen.getByText('Actions'));
  expect(screen.queryByRole('menu')).toBeNull();
  await act(async () => arrival.resolve());
  expect((await screen.findByRole('menu')).textContent).toBe('Pin for me');
  await user.keyboard('{Escape}');
  await waitFor(() => expect(document.activeElement).toBe(screen.getByText('Actions')));
  expect(screen.getByText('More').getAttribute('aria-expanded')).toBe('false');
});
