import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { expectAccessible, show } from '../../../tests/render.tsx';
import { Notice } from './notice.tsx';

it('Notice is announced as politely as asked for', async () => {
  const { rerender } = show(<Notice detail="Move closer to your router.">Weak connection.</Notice>);
  expect(screen.getByRole('status').textContent).toBe('Weak connection.Move closer to your router.');
  rerender(<Notice announce="alert">Your connection was lost.</Notice>);
  expect(screen.getByRole('alert').textContent).toBe('Your connection was lost.');
  rerender(<Notice announce="none">Always here.</Notice>);
  expect(screen.queryByRole('status')).toBeNull();
  await expectAccessible();
});
