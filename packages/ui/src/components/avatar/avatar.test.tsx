import { fireEvent, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { expectAccessible, show } from '../../../tests/render.tsx';
import { Avatar, AvatarStack } from './avatar.tsx';

const url = 'data:image/gif;base64,R0lGODlhAQABAAAAACw=';

it('Avatar falls back to initials when its picture does not load, and tries a new one', () => {
  const { container, rerender } = show(<Avatar name="Mei Tanaka" url={url} />);
  fireEvent.error(container.querySelector('img') ?? document.body);
  expect(screen.getByText('MT')).toBeTruthy();
  rerender(<Avatar name="Mei Tanaka" url={`${url}#new`} />);
  expect(container.querySelector('img')?.getAttribute('src')).toBe(`${url}#new`);
});

it('Avatar is decoration: screen readers hear the name beside it once', async () => {
  const { container } = show(<AvatarStack people={[{ name: 'Mei Tanaka' }, { name: 'Mei Tanaka' }]} />);
  expect(container.firstElementChild?.getAttribute('aria-hidden')).toBe('true');
  await expectAccessible();
});
