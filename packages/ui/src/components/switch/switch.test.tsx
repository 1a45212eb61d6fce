import { screen } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { expectAccessible, show } from '../../../tests/render.tsx';
import { Switch } from './switch.tsx';

it('Switch says whether it is on, and changes by Space', async () => {
  const onChange = vi.fn();
  const { user } = show(<Switch label="Mirror my own picture" checked={false} onChange={onChange} />);
  const control = screen.getByRole('switch', { name: 'Mirror my own picture' });
  expect(control.getAttribute('aria-checked')).toBe('false');
  await user.tab();
  await user.keyboard(' ');
  expect(onChange).toHaveBeenCalledWith(true);
  await expectAccessible();
});
