import { act, fireEvent, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { expectAccessible, show } from '../../../tests/render.tsx';
import { ToastRegion } from './toast-region.tsx';

describe('ToastRegion', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());
  const pass = (ms: number) => act(() => void vi.advanceTimersByTime(ms));

  it('lets a toast go after its time, once', () => {
    const onDismiss = vi.fn();
    show(<ToastRegion toasts={[{ id: 'a', text: 'Jonas muted you.' }]} onDismiss={onDismiss} />);
    pass(5900);
    expect(onDismiss).not.toHaveBeenCalled();
    pass(200);
    expect(onDismiss.mock.calls).toEqual([['a']]);
  });

  it('keeps a toast while somebody reads it or stands on it', () => {
    const onDismiss = vi.fn();
    show(<ToastRegion toasts={[{ id: 'a', text: 'Jonas muted you.' }]} onDismiss={onDismiss} />);
    fireEvent.pointerEnter(screen.getByText('Jonas muted you.').parentElement ?? document.body);
    pass(60_000);
    expect(onDismiss).not.toHaveBeenCalled();
    fireEvent.pointerLeave(screen.getByText('Jonas muted you.').parentElement ?? document.body);
    pass(6000);
    expect(onDismiss).toHaveBeenCalledOnce();
  });

  it('keeps a toast with something to press until it is answered', () => {
    const onDismiss = vi.fn();
    const onPress = vi.fn();
    const action = { label: 'Unmute', onPress };
    show(<ToastRegion toasts={[{ id: 'a', text: 'Jonas muted you.', action }]} onDismiss={onDismiss} />);
    pass(60_000);
    expect(onDismiss).not.toHaveBeenCalled();
    fireEvent.click(screen.getByRole('button', { name: 'Unmute' }));
    expect(onPress).toHaveBeenCalledOnce();
    fireEvent.click(screen.getByRole('button', { name: 'Dismiss' }));
    expect(onDismiss).toHaveBeenCalledWith('a');
  });

  it('draws the newest three alone', () => {
    const toasts = ['1', '2', '3', '4'].map((id) => ({ id, text: `Toast ${id}` }));
    show(<ToastRegion toasts={toasts} onDismiss={() => undefined} />);
    expect(screen.queryByText('Toast 1')).toBeNull();
    expect(screen.getByText('Toast 4')).toBeTruthy();
  });
});

it('ToastRegion is a polite live region that is there before its first toast', async () => {
  show(<ToastRegion toasts={[]} onDismiss={() => undefined} />);
  expect(screen.getByRole('log').getAttribute('aria-live')).toBe('polite');
  await expectAccessible();
});
