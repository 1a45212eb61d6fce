import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { expectAccessible, show } from '../../../tests/render.tsx';
import { LevelMeter } from './level-meter.tsx';

it.each([
  [0, 0],
  [0.43, 0.43],
  [1, 1],
  [7, 1],
  [-1, 0],
])('LevelMeter at %d tells %d', async (level, value) => {
  show(<LevelMeter level={level} />);
  expect(screen.getByRole<HTMLMeterElement>('meter', { name: 'Microphone level' }).value).toBe(value);
  await expectAccessible();
});
