import { expect, test } from 'vitest';
import { CloudMeetError } from '@cloudmeet/contracts';
import { deviceError, screenError } from './device-error.ts';

const free = { policyAllows: () => undefined };
const blocked = { policyAllows: () => false };

test.each([
  ['NotAllowedError', 'permission-denied'],
  ['NotFoundError', 'device-not-found'],
  ['OverconstrainedError', 'device-not-found'],
  ['NotReadableError', 'device-in-use'],
  ['AbortError', 'device-failed'],
  ['SecurityError', 'policy-blocked'],
  ['SomethingNewError', 'device-failed'],
] as const)('%s of getUserMedia is %s', (name, code) => {
  expect(deviceError(new DOMException('', name), 'video', free).code).toBe(code);
});

test('a refusal where the policy forbids the device is the policy’s', () => {
  expect(deviceError(new DOMException('', 'NotAllowedError'), 'audio', blocked).code).toBe('policy-blocked');
  expect(screenError(new DOMException('', 'NotAllowedError'), blocked).code).toBe('policy-blocked');
});

test('a refusal to share a screen is a choice, not a missing permission', () => {
  expect(screenError(new DOMException('', 'NotAllowedError'), free).code).toBe('share-cancelled');
});

test('what is typed already stays as it is, and what is no error at all is device-failed', () => {
  const typed = new CloudMeetError('insecure-context');
  expect(deviceError(typed, 'audio', free)).toBe(typed);
  expect(deviceError('gone', 'audio', free).code).toBe('device-failed');
});
