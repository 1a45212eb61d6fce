import { screen } from '@testing-library/react';
import { useState } from 'react';
import { expect, it } from 'vitest';
import { expectAccessible, show } from '../../../tests/render.tsx';
import { Tabs } from './tabs.tsx';

function People() {
  const [value, setValue] = useState('room');
  return (
    <Tabs
      label="People"
      value={value}
      onChange={setValue}
      tabs={[
        { value: 'room', label: 'In the room', count: 25, content: <p>Everyone</p> },
        { value: 'hands', label: 'Raised hands', count: 4, content: <p>Hands</p> },
      ]}
    />
  );
}

it('Tabs show one view at a time and move with the arrow keys', async () => {
  const { user } = show(<People />);
  expect(screen.getByRole('tab', { name: 'In the room 25' }).getAttribute('aria-selected')).toBe('true');
  await user.tab();
  await user.keyboard('{ArrowRight}');
  expect(screen.getByRole('tab', { name: 'Raised hands 4' }).getAttribute('aria-selected')).toBe('true');
  expect(screen.getByText('Hands')).toBeTruthy();
  expect(screen.queryByText('Everyone')).toBeNull();
  await expectAccessible();
});
