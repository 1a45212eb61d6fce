import { screen } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { expectAccessible, show } from '../../../tests/render.tsx';
import { CloseIcon } from '../../icons.ts';
import { IconButton } from './icon-button.tsx';

it('IconButton has its label as name, and as tooltip while it has the focus', async () => {
  const onClick = vi.fn();
  const { user } = show(<IconButton label="Close chat" icon={<CloseIcon />} onClick={onClick} />);
  await user.tab();
  expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Close chat' }));
  expect((await screen.findByRole('tooltip')).textContent).toBe('Close chat');
  await user.keyboard('{Enter}');
  expect(onClick).toHaveBeenCalledOnce();
  await expectAccessible();
});
