import type { ErrorCode } from '@cloudmeet/contracts';
import type later from './en-later.json';
import './later-english.ts';
import type { Translate } from './text-key.ts';

type ErrorTextName = keyof (typeof later)['errors'];

/** Which words stand for which code. A new code in the contracts does not compile until it has some here. */
const names: Record<ErrorCode, ErrorTextName> = {
  'malformed-json': 'ours',
  'invalid-request': 'invalid',
  'too-deep': 'invalid',
  'payload-too-large': 'tooLarge',
  'unsupported-media-type': 'ours',
  'method-not-allowed': 'ours',
  unauthenticated: 'badLink',
  'invalid-credential': 'badLink',
  'not-permitted': 'notPermitted',
  'sign-in-refused': 'notPermitted',
  'sign-in-locked': 'tooFast',
  'code-refused': 'notPermitted',
  'challenge-expired': 'awayTooLong',
  'refresh-refused': 'awayTooLong',
  'link-expired': 'linkExpired',
  'password-refused': 'invalid',
  'sign-up-closed': 'notPermitted',
  'no-membership': 'notPermitted',
  'role-not-permitted': 'notPermitted',
  'scope-missing': 'notPermitted',
  'last-owner': 'conflict',
  'not-found': 'notFound',
  conflict: 'conflict',
  'stale-version': 'conflict',
  unprocessable: 'invalid',
  'idempotency-mismatch': 'ours',
  'idempotency-in-progress': 'tooFast',
  'limit-reached': 'notSupported',
  'rate-limited': 'tooFast',
  internal: 'ours',
  unavailable: 'unavailable',
  'token-malformed': 'badLink',
  'token-algorithm-not-allowed': 'badLink',
  'token-type-invalid': 'badLink',
  'token-key-unknown': 'badLink',
  'token-signature-invalid': 'badLink',
  'token-expired': 'linkExpired',
  'token-not-yet-valid': 'linkTooEarly',
  'token-audience-mismatch': 'badLink',
  'token-issuer-mismatch': 'badLink',
  'token-tenant-mismatch': 'badLink',
  'token-room-mismatch': 'linkOtherRoom',
  'token-claims-invalid': 'badLink',
  'token-lifetime-too-long': 'badLink',
  'room-full': 'roomFull',
  'room-locked': 'roomLocked',
  'room-ended': 'ended',
  'room-elsewhere': 'unavailable',
  removed: 'removed',
  replaced: 'replaced',
  'already-in-room': 'alreadyHere',
  'lobby-denied': 'notLetIn',
  'not-joined': 'notJoined',
  'publish-limit': 'publishLimit',
  'session-not-live': 'conflict',
  'already-recording': 'alreadyRecording',
  'already-streaming': 'alreadyStreaming',
  'not-recording': 'alreadyStopped',
  'not-streaming': 'alreadyStopped',
  'consent-required': 'consentRequired',
  'recording-not-ready': 'conflict',
  'mixer-replaced': 'unavailable',
  'media-full': 'mediaFull',
  'participant-not-found': 'personGone',
  'message-invalid': 'ours',
  'message-too-large': 'tooLarge',
  'command-unknown': 'oldPage',
  flooding: 'tooFast',
  'hello-timeout': 'timeout',
  'protocol-mismatch': 'oldPage',
  'resume-expired': 'awayTooLong',
  'slow-consumer': 'unavailable',
  draining: 'unavailable',
  'origin-not-allowed': 'originNotAllowed',
  'blocked-by-frame-ancestors': 'frameBlocked',
  'insecure-context': 'insecure',
  timeout: 'timeout',
  'not-supported': 'notSupported',
  destroyed: 'ours',
  'missing-allow': 'allowMissing',
  'invalid-argument': 'invalid',
  'load-failed': 'loadFailed',
  'permission-denied': 'permissionDenied',
  'policy-blocked': 'allowMissing',
  'device-not-found': 'deviceMissing',
  'device-in-use': 'deviceInUse',
  'device-failed': 'deviceFailed',
  'share-cancelled': 'nothingShared',
  'webrtc-unsupported': 'browserUnsupported',
  'network-blocked': 'networkBlocked',
  'media-rejected': 'mediaRejected',
};

/** An error in the words of the person who meets it: what is so, and what to do. */
export interface ErrorText {
  what: string;
  todo: string;
}

/** Words for a code. A code that only a newer server knows reads like a failure on our side. */
export function errorText(code: string, t: Translate): ErrorText {
  const name = isKnown(code) ? names[code] : 'ours';
  return { what: t(`errors.${name}.what`), todo: t(`errors.${name}.do`) };
}

function isKnown(code: string): code is ErrorCode {
  return Object.hasOwn(names, code);
}
