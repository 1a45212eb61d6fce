import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { expectAccessible, show } from '../../../tests/render.tsx';
import { ReactionBurst } from './reaction-burst.tsx';

it('ReactionBurst says who reacted how, in words, and draws the newest five', async () => {
  const reactions = Array.from({ length: 7 }, (_, at) => ({
    id: `${at}`,
    symbol: '👏',
    label: 'Applause',
    name: `Person ${at}`,
  }));
  show(<ReactionBurst reactions={reactions} />);
  expect(screen.getAllByText('Applause')).toHaveLength(5);
  expect(screen.queryByText('Person 1')).toBeNull();
  expect(screen.getByText('Person 6')).toBeTruthy();
  await expectAccessible();
});
