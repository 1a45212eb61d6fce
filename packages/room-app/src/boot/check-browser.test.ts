import { expect, it } from 'vitest';
import { whyNotHere } from './check-browser.ts';

const complete = {
  isSecureContext: true,
  WebSocket: () => undefined,
  MessageChannel: () => undefined,
};

it('finds nothing against a current browser on a secure page', () => {
  expect(whyNotHere(complete)).toBeUndefined();
});

it('names the insecure page first, because it is what takes everything else away', () => {
  expect(whyNotHere({ isSecureContext: false })).toBe('insecure-context');
});

it.each(['WebSocket', 'MessageChannel'] as const)('can do nothing without %s', (part) => {
  expect(whyNotHere({ ...complete, [part]: undefined })).toBe('webrtc-unsupported');
});
