import { screen, waitFor } from '@testing-library/react';
import { expect, it } from 'vitest';
import { show } from '../../../tests/render.tsx';
import { Tooltip } from './tooltip.tsx';

it('Tooltip comes with the focus, describes its control, and goes with Escape', async () => {
  const { user } = show(
    <Tooltip text="Only you see this">
      <button type="button">Pin</button>
    </Tooltip>,
  );
  await user.tab();
  const tooltip = await screen.findByRole('tooltip');
  expect(screen.getByText('Pin').getAttribute('aria-describedby')).toBe(tooltip.id);
  await user.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByRole('tooltip')).toBeNull());
});
