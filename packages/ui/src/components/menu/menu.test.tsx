import { screen, waitFor } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { expectAccessible, show } from '../../../tests/render.tsx';
import type { MenuEntry } from './menu-entry.ts';
import { Menu } from './menu.tsx';

function setUp(more: MenuEntry[] = []) {
  const calls = { pin: vi.fn(), check: vi.fn(), choice: vi.fn(), pick: vi.fn() };
  const entries: MenuEntry[] = [
    { id: 'pin', label: 'Pin for me', onSelect: calls.pin },
    { kind: 'check', id: 'mirror', label: 'Mirror', checked: true, onChange: calls.check },
    { kind: 'separator', id: 'line' },
    {
      kind: 'choice',
      id: 'mic',
      label: 'Microphone',
      value: 'a',
      options: [
        { value: 'a', label: 'MacBook Pro' },
        { value: 'b', label: 'AirPods' },
      ],
      onChange: calls.choice,
    },
    {
      kind: 'picks',
      id: 'reactions',
      label: 'Reactions',
      options: [
        { value: 'yes', label: 'Agree', symbol: '👍' },
        { value: 'clap', label: 'Applause', symbol: '👏' },
      ],
      onPick: calls.pick,
    },
    ...more,
  ];
  return { ...show(<Menu trigger={<button type="button">Actions</button>} entries={entries} />), calls };
}

const open = async (page: ReturnType<typeof setUp>) => {
  screen.getByText('Actions').focus();
  await page.user.keyboard('{Enter}');
  return screen.findByRole('menu');
};

describe('Menu', () => {
  it('opens by keyboard on its first entry, acts, closes, and gives the focus back', async () => {
    const page = setUp();
    await open(page);
    await waitFor(() => expect(document.activeElement?.textContent).toBe('Pin for me'));
    await page.user.keyboard('{Enter}');
    expect(page.calls.pin).toHaveBeenCalledOnce();
    await waitFor(() => expect(document.activeElement).toBe(screen.getByText('Actions')));
  });

  it('closes with Escape without acting', async () => {
    const page = setUp();
    await open(page);
    await page.user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('menu')).toBeNull());
    expect(page.calls.pin).not.toHaveBeenCalled();
  });

  it('says what is on and what is chosen, and tells of changes', async () => {
    const page = setUp();
    await open(page);
    expect(screen.getByRole('menuitemcheckbox').getAttribute('aria-checked')).toBe('true');
    expect(screen.getByRole('menuitemradio', { name: 'MacBook Pro' }).getAttribute('aria-checked')).toBe(
      'true',
    );
    await expectAccessible();
    await page.user.click(screen.getByRole('menuitemradio', { name: 'AirPods' }));
    expect(page.calls.choice).toHaveBeenCalledWith('b');
    await open(page);
    await page.user.click(screen.getByRole('menuitemcheckbox'));
    expect(page.calls.check).toHaveBeenCalledWith(false);
  });

  it('moves sideways among symbols, which have names', async () => {
    const page = setUp();
    await open(page);
    screen.getByRole('menuitem', { name: 'Agree' }).focus();
    await page.user.keyboard('{ArrowRight}');
    expect(document.activeElement).toBe(screen.getByRole('menuitem', { name: 'Applause' }));
    await page.user.keyboard('{ArrowRight}{ArrowLeft}{Enter}');
    expect(page.calls.pick).toHaveBeenCalledWith('clap');
  });

  it('opens what stands behind an entry with the right arrow', async () => {
    const onSelect = vi.fn();
    const page = setUp([
      { kind: 'sub', id: 'layout', label: 'Layout', entries: [{ id: 'grid', label: 'Grid', onSelect }] },
    ]);
    await open(page);
    screen.getByText('Layout').closest<HTMLElement>('[role="menuitem"]')?.focus();
    await page.user.keyboard('{ArrowRight}');
    await page.user.click(await screen.findByRole('menuitem', { name: 'Grid' }));
    expect(onSelect).toHaveBeenCalledOnce();
  });
});
