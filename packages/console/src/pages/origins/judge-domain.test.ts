import { expect, it } from 'vitest';
import { judgeDomain } from './judge-domain.ts';

const allowed = ['https://app.example.com', 'http://localhost:3000'];

it.each([
  ['https://app.example.com/meeting/42?x=1', { kind: 'allowed', origin: 'https://app.example.com' }],
  ['app.example.com', { kind: 'allowed', origin: 'https://app.example.com' }],
  ['http://localhost:3000', { kind: 'allowed', origin: 'http://localhost:3000' }],
  ['https://other.example.com', { kind: 'not-allowed', origin: 'https://other.example.com' }],
  [
    'https://www.app.example.com',
    { kind: 'not-allowed', origin: 'https://www.app.example.com', near: 'https://app.example.com' },
  ],
  [
    'https://app.example.com:8443/x',
    { kind: 'not-allowed', origin: 'https://app.example.com:8443', near: 'https://app.example.com' },
  ],
  ['http://app.example.com', { kind: 'not-secure', origin: 'http://app.example.com' }],
  ['', { kind: 'no-address' }],
  ['not an address', { kind: 'no-address' }],
  ['data:text/html,x', { kind: 'no-address' }],
])('a page at %j is judged', (typed, verdict) => {
  expect(judgeDomain(typed, allowed)).toEqual(verdict);
});
