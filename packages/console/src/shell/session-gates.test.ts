import { expect, it } from 'vitest';
import { safeReturn } from './session-gates.tsx';

it.each(['/rooms', '/rooms/rm_1?tab=settings#x', '/'])('signing in leads back to %s', (address) => {
  expect(safeReturn(address)).toBe(address);
});

it.each([
  null,
  '',
  'https://evil.example.com',
  '//evil.example.com',
  '/\\evil.example.com',
  'javascript:alert(1)',
])('a link to the sign-in page with next=%s leads nowhere but to the first page', (address) => {
  expect(safeReturn(address)).toBe('/');
});
