import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { expectAccessible, show } from '../../../tests/render.tsx';
import { Badge } from './badge.tsx';

it('Badge says its state in words, never by colour alone', async () => {
  show(
    <Badge tone="danger" dot>
      Recording
    </Badge>,
  );
  expect(screen.getByText('Recording')).toBeTruthy();
  await expectAccessible();
});
