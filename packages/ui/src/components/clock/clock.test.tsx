import { act, screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { expectAccessible, show } from '../../../tests/render.tsx';
import { Clock } from './clock.tsx';

afterEach(() => void vi.useRealTimers());

it('Clock counts on while it is shown, and not after', () => {
  vi.useFakeTimers({ now: 60_000 });
  const { unmount } = show(<Clock sinceMs={0} />);
  expect(screen.getByRole('timer').textContent).toBe('01:00');
  act(() => void vi.advanceTimersByTime(5000));
  expect(screen.getByRole('timer').textContent).toBe('01:05');
  unmount();
  expect(vi.getTimerCount()).toBe(0);
});

it('Clock has a name', async () => {
  show(<Clock sinceMs={0} now={() => 1000} />);
  expect(screen.getByRole('timer', { name: 'Time since the call started' })).toBeTruthy();
  await expectAccessible();
});
