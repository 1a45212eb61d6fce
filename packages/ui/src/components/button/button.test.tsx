import { screen } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { expectAccessible, show } from '../../../tests/render.tsx';
import { Button } from './button.tsx';

describe('Button', () => {
  it('acts by pointer, Enter and Space', async () => {
    const onClick = vi.fn();
    const { user } = show(<Button onClick={onClick}>Join</Button>);
    await user.click(screen.getByRole('button', { name: 'Join' }));
    await user.keyboard('{Enter} ');
    expect(onClick).toHaveBeenCalledTimes(3);
    await expectAccessible();
  });

  it('does not submit a form unless it says so', async () => {
    const onSubmit = vi.fn((event: { preventDefault(): void }) => event.preventDefault());
    const { user } = show(
      <form onSubmit={onSubmit}>
        <Button>Copy link</Button>
        <Button type="submit">Join</Button>
      </form>,
    );
    await user.click(screen.getByRole('button', { name: 'Copy link' }));
    expect(onSubmit).not.toHaveBeenCalled();
    await user.click(screen.getByRole('button', { name: 'Join' }));
    expect(onSubmit).toHaveBeenCalledTimes(1);
  });

  it('at work takes no second press, keeps its words and its focus, and says so', async () => {
    const onClick = vi.fn();
    const { user } = show(
      <Button busy onClick={onClick}>
        Join
      </Button>,
    );
    const button = screen.getByRole('button', { name: 'Join' });
    await user.click(button);
    expect(onClick).not.toHaveBeenCalled();
    expect(button.getAttribute('aria-busy')).toBe('true');
    expect(document.activeElement).toBe(button);
  });
});
