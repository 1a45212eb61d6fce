import { expect, it } from 'vitest';
import { show } from '../../../tests/render.tsx';
import { Logo } from './logo.tsx';

it('Logo is the tenant’s picture, or the first letter of its name, whole', () => {
  const { container, rerender } = show(<Logo name="northwind" />);
  expect(container.textContent).toBe('N');
  rerender(<Logo name="🦊 Fox" />);
  expect(container.textContent).toBe('🦊');
  rerender(<Logo name="Fox" url="https://fox.example/logo.svg" />);
  expect(container.querySelector('img')?.getAttribute('alt')).toBe('');
});
