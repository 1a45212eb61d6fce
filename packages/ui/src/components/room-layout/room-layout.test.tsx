import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { expectAccessible, show } from '../../../tests/render.tsx';
import { RoomLayout } from './room-layout.tsx';

it('RoomLayout reads in the order top, stage, panel, bar, and keeps its stage when a panel opens', async () => {
  const parts = {
    label: 'Atlas weekly review',
    top: <p>top</p>,
    stage: <p>stage</p>,
    bar: <p>bar</p>,
  };
  const { rerender } = show(<RoomLayout {...parts} />);
  const stage = screen.getByText('stage');
  rerender(<RoomLayout {...parts} panel={<p>panel</p>} overlay={<p>overlay</p>} />);
  expect(screen.getByText('stage')).toBe(stage);
  expect(screen.getByRole('main', { name: 'Atlas weekly review' }).textContent).toBe(
    'topstageoverlaypanelbar',
  );
  await expectAccessible();
});
