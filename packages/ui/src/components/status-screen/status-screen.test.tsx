import { screen } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { expectAccessible, show } from '../../../tests/render.tsx';
import { OfflineIcon } from '../../icons.ts';
import { StatusScreen } from './status-screen.tsx';

it('StatusScreen says what is so, what to do, has one button, and takes the focus to its title', async () => {
  const onPress = vi.fn();
  const { user } = show(
    <StatusScreen
      icon={<OfflineIcon />}
      title="We could not reconnect."
      detail="Check your network, then try again."
      action={{ label: 'Try again', onPress }}
    />,
  );
  expect(document.activeElement).toBe(screen.getByRole('heading', { name: 'We could not reconnect.' }));
  await user.tab();
  await user.keyboard('{Enter}');
  expect(onPress).toHaveBeenCalledOnce();
  expect(screen.getAllByRole('button')).toHaveLength(1);
  await expectAccessible();
});

it('StatusScreen leaves the focus where it is when asked to', () => {
  show(<StatusScreen takesFocus={false} icon={<OfflineIcon />} title="The call has ended." detail="Bye." />);
  expect(document.activeElement).toBe(document.body);
  expect(screen.queryByRole('button')).toBeNull();
});
