import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { expectAccessible, show } from '../../../tests/render.tsx';
import { Badge } from '../badge/badge.tsx';
import { TopBar } from './top-bar.tsx';

it('TopBar says what this room is, what is kept, and how well you are connected', async () => {
  show(
    <TopBar
      title="Atlas weekly review"
      marks={
        <Badge tone="danger" dot>
          Recording
        </Badge>
      }
      quality="fair"
    />,
  );
  expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Atlas weekly review');
  expect(screen.getByText('Recording')).toBeTruthy();
  expect(screen.getByRole('status').textContent).toBe('Weak connection');
  await expectAccessible();
});
