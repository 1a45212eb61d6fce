import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { expectAccessible, show } from '../../../tests/render.tsx';
import { ShortcutList } from './shortcut-list.tsx';

it('ShortcutList ties each key to what it does', async () => {
  show(<ShortcutList shortcuts={[{ id: 'm', label: 'Mute or unmute', keys: ['M'] }]} />);
  expect(screen.getByRole('term').textContent).toBe('Mute or unmute');
  expect(screen.getByRole('definition').textContent).toBe('M');
  await expectAccessible();
});
