import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { expectAccessible, show } from '../../../tests/render.tsx';
import { LevelMeter } from './level-meter.tsx';

it.each([
  [0, '0'],
  [0.43, '43'],
  [1, '100'],
  [7, '100'],
  [-1, '0'],
])('LevelMeter at %d tells %s of 100', async (level, value) => {
  show(<LevelMeter level={level} />);
  expect(screen.getByRole('meter', { name: 'Microphone level' }).getAttribute('aria-valuenow')).toBe(value);
  await expectAccessible();
});
