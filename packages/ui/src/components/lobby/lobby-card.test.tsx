import { screen } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { expectAccessible, show } from '../../../tests/render.tsx';
import { LobbyCard } from './lobby-card.tsx';

const yuki = { id: 'par_yuki', name: 'Yuki Mori' };
const eli = { id: 'par_eli', name: 'Eli Navarro' };

function setUp(waiting: (typeof yuki)[]) {
  const calls = { onAdmit: vi.fn(), onDeny: vi.fn(), onShow: vi.fn() };
  return { ...show(<LobbyCard waiting={waiting} {...calls} />), calls };
}

describe('LobbyCard', () => {
  it('is not there while nobody waits', () => {
    expect(setUp([]).container.innerHTML).toBe('');
  });

  it('names the one who waits, on its buttons too', async () => {
    const { user, calls } = setUp([yuki]);
    expect(screen.getByRole('status').textContent).toBe('Yuki Mori wants to join');
    await user.click(screen.getByRole('button', { name: 'Admit Yuki Mori' }));
    await user.click(screen.getByRole('button', { name: 'Deny Yuki Mori' }));
    expect(calls.onAdmit).toHaveBeenCalledWith(['par_yuki']);
    expect(calls.onDeny).toHaveBeenCalledWith('par_yuki');
    await expectAccessible();
  });

  it('counts several, admits all or shows them', async () => {
    const { user, calls } = setUp([yuki, eli]);
    expect(screen.getByRole('status').textContent).toBe('2 people are waiting');
    await user.click(screen.getByRole('button', { name: 'Admit all' }));
    await user.click(screen.getByRole('button', { name: 'Show' }));
    expect(calls.onAdmit).toHaveBeenCalledWith(['par_yuki', 'par_eli']);
    expect(calls.onShow).toHaveBeenCalledOnce();
  });
});
