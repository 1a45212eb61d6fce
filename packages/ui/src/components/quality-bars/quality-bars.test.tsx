import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { expectAccessible, show } from '../../../tests/render.tsx';
import { QualityBars } from './quality-bars.tsx';

it.each([
  ['good', 'Good connection'],
  ['fair', 'Weak connection'],
  ['poor', 'Poor connection'],
  ['lost', 'No connection'],
] as const)('QualityBars say %s in words, seen or heard, once', async (quality, words) => {
  const { rerender } = show(<QualityBars quality={quality} />);
  expect(screen.getByRole('img', { name: words })).toBeTruthy();
  rerender(<QualityBars quality={quality} labelled />);
  expect(screen.getAllByText(words)).toHaveLength(1);
  expect(screen.queryByRole('img')).toBeNull();
  await expectAccessible();
});
