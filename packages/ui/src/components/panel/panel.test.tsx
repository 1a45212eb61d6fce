import { fireEvent, screen } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { expectAccessible, show } from '../../../tests/render.tsx';
import { Panel } from './panel.tsx';

function setUp() {
  const onClose = vi.fn();
  const page = show(
    <Panel title="Chat" onClose={onClose} footer={<input aria-label="Message everyone" />}>
      <p>Messages</p>
    </Panel>,
  );
  return { ...page, onClose, panel: screen.getByRole('complementary', { name: 'Chat' }) };
}

function pull(handle: HTMLElement, way: number) {
  fireEvent.pointerDown(handle, { pointerId: 1, clientY: 400 });
  fireEvent.pointerUp(handle, { pointerId: 1, clientY: 400 + way });
  fireEvent.click(handle);
}

describe('Panel', () => {
  it('is named by its title, and closes by its button and by Escape from inside', async () => {
    const { user, onClose } = setUp();
    await user.click(screen.getByRole('button', { name: 'Close Chat' }));
    screen.getByLabelText('Message everyone').focus();
    await user.keyboard('{Escape}');
    expect(onClose).toHaveBeenCalledTimes(2);
    await expectAccessible();
  });

  it('grows and shrinks by its handle, pressed', async () => {
    const { user, panel } = setUp();
    await user.click(screen.getByRole('button', { name: 'Make the panel taller' }));
    expect(panel.hasAttribute('data-tall')).toBe(true);
    await user.click(screen.getByRole('button', { name: 'Make the panel shorter' }));
    expect(panel.hasAttribute('data-tall')).toBe(false);
  });

  it('grows when pulled up, shrinks when pulled down, closes when pulled down again', () => {
    const { onClose, panel } = setUp();
    const handle = screen.getByRole('button', { name: 'Make the panel taller' });
    pull(handle, -80);
    expect(panel.hasAttribute('data-tall')).toBe(true);
    pull(handle, 80);
    expect(panel.hasAttribute('data-tall')).toBe(false);
    expect(onClose).not.toHaveBeenCalled();
    pull(handle, 80);
    expect(onClose).toHaveBeenCalledOnce();
  });
});
