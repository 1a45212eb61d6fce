import { screen, waitFor } from '@testing-library/react';
import { useState } from 'react';
import { describe, expect, it, vi } from 'vitest';
import { expectAccessible, show } from '../../../tests/render.tsx';
import type { MenuEntry } from '../menu/menu-entry.ts';
import { Menu } from '../menu/menu.tsx';
import { ConfirmDialog } from './confirm-dialog.tsx';
import { Dialog } from './dialog.tsx';

function Page() {
  const [open, setOpen] = useState(false);
  return (
    <main>
      <button type="button" onClick={() => setOpen(true)}>
        Shortcuts
      </button>
      <Dialog open={open} onClose={() => setOpen(false)} title="Keyboard shortcuts" description="They rest.">
        <button type="button">Inside</button>
      </Dialog>
    </main>
  );
}

describe('Dialog', () => {
  it('takes the focus itself, is named and described, closes with Escape, and gives the focus back', async () => {
    const { user } = show(<Page />);
    await user.click(screen.getByText('Shortcuts'));
    const dialog = await screen.findByRole('dialog', { name: 'Keyboard shortcuts' });
    await waitFor(() => expect(document.activeElement).toBe(dialog));
    expect(document.getElementById(dialog.getAttribute('aria-describedby') ?? '')?.textContent).toBe(
      'They rest.',
    );
    await expectAccessible(dialog);
    await user.keyboard('{Escape}');
    await waitFor(() => expect(document.activeElement).toBe(screen.getByText('Shortcuts')));
  });

  it('keeps the focus inside while it is open', async () => {
    const { user } = show(<Page />);
    await user.click(screen.getByText('Shortcuts'));
    const dialog = await screen.findByRole('dialog');
    for (let press = 0; press < 4; press += 1) {
      await user.tab();
      expect(dialog.contains(document.activeElement)).toBe(true);
    }
  });
});

describe('Dialog opened from a menu', () => {
  it('gives the focus back to the button of the menu', async () => {
    function Room() {
      const [open, setOpen] = useState(false);
      const layout: MenuEntry[] = [{ id: 'devices', label: 'Devices', onSelect: () => setOpen(true) }];
      return (
        <main>
          <Menu
            trigger={<button type="button">More</button>}
            entries={[{ kind: 'sub', id: 'sub', label: 'Settings', entries: layout }]}
          />
          <Dialog open={open} onClose={() => setOpen(false)} title="Devices" />
        </main>
      );
    }
    const { user } = show(<Room />);
    screen.getByText('More').focus();
    await user.keyboard('{Enter}');
    (await screen.findByRole('menuitem', { name: 'Settings' })).focus();
    await user.keyboard('{ArrowRight}');
    (await screen.findByRole('menuitem', { name: 'Devices' })).focus();
    await user.keyboard('{Enter}');
    const dialog = await screen.findByRole('dialog', { name: 'Devices' });
    await waitFor(() => expect(dialog.contains(document.activeElement)).toBe(true));
    await user.keyboard('{Escape}');
    await waitFor(() => expect(document.activeElement).toBe(screen.getByText('More')));
  });
});

describe('ConfirmDialog', () => {
  const question = {
    open: true,
    title: 'Remove Jonas from the room?',
    description: 'They cannot come back during this call.',
    confirmLabel: 'Remove Jonas',
  };

  it('names what its button does, and does it', async () => {
    const onConfirm = vi.fn();
    const onClose = vi.fn();
    const { user } = show(<ConfirmDialog {...question} onConfirm={onConfirm} onClose={onClose} />);
    await user.click(screen.getByRole('button', { name: 'Remove Jonas' }));
    expect(onConfirm).toHaveBeenCalledOnce();
    await user.click(screen.getByRole('button', { name: 'Cancel' }));
    expect(onClose).toHaveBeenCalledOnce();
    expect(onConfirm).toHaveBeenCalledOnce();
  });

  it('waits for the word where one is asked for', async () => {
    const onConfirm = vi.fn();
    const { user } = show(
      <ConfirmDialog {...question} confirmWord="atlas" onConfirm={onConfirm} onClose={() => undefined} />,
    );
    const button = screen.getByRole('button', { name: 'Remove Jonas' });
    const field = screen.getByLabelText('Type atlas to confirm');
    await waitFor(() => expect(document.activeElement).toBe(field));
    expect(button.hasAttribute('disabled')).toBe(true);
    await user.type(field, 'atlas');
    await user.click(button);
    expect(onConfirm).toHaveBeenCalledOnce();
  });
});
