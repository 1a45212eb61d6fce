import { screen } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { expectAccessible, show } from '../../../tests/render.tsx';
import { SelectFace } from './select-face.tsx';
import { Select } from './select.tsx';

const options = [
  { value: 'mac', label: 'MacBook Pro' },
  { value: 'pods', label: 'AirPods' },
];

it('Select is named, opens by keyboard, and tells what was chosen', async () => {
  const onChange = vi.fn();
  const { user } = show(<Select label="Microphone" options={options} value="mac" onChange={onChange} />);
  const trigger = screen.getByRole('combobox', { name: 'Microphone' });
  expect(trigger.textContent).toBe('MacBook Pro');
  await expectAccessible();
  trigger.focus();
  await user.keyboard('{Enter}');
  await user.click(await screen.findByRole('option', { name: 'AirPods' }));
  expect(onChange).toHaveBeenCalledWith('pods');
});

it('Select shows its placeholder while nothing is chosen', () => {
  show(
    <Select
      label="Camera"
      options={options}
      value={null}
      onChange={() => undefined}
      placeholder="None found"
    />,
  );
  expect(screen.getByRole('combobox').textContent).toBe('None found');
});

it('Select looks the same before it can open', () => {
  const props = { label: 'Microphone', options, value: 'mac', onChange: () => undefined };
  show(<Select {...props} />);
  show(<SelectFace {...props} id="early" />);
  const early = screen.getByRole('button', { name: 'Microphone' });
  const ready = screen.getByRole('combobox', { name: 'Microphone' });
  expect([early.className, early.textContent]).toEqual([ready.className, ready.textContent]);
});
