import { captureErrorSpecs } from './capture-codes.ts';
import { embedErrorSpecs } from './embed-codes.ts';
import { fatal, retryable, spec } from './error-spec.ts';
import { identityErrorSpecs } from './identity-codes.ts';

export type { ErrorSpec } from './error-spec.ts';

const request = {
  'malformed-json': spec(400, 'The body is not valid JSON.', 'Send one JSON document in UTF-8.'),
  'invalid-request': spec(
    400,
    'The request does not fit the contract.',
    'Correct the fields listed in errors.',
  ),
  'too-deep': spec(400, 'The JSON is nested too deeply.', 'Send at most 8 levels.'),
  'payload-too-large': spec(413, 'The body is too large.', 'Send at most 64 kB.'),
  'unsupported-media-type': spec(
    415,
    'The body is not JSON.',
    'Send Content-Type: application/json in UTF-8.',
  ),
  'method-not-allowed': spec(
    405,
    'This address does not know that method.',
    'See /docs for the methods it has.',
  ),
  unauthenticated: spec(401, 'No credential was sent.', 'Send Authorization: Bearer with an API key.'),
  'invalid-credential': spec(
    401,
    'The credential is not valid.',
    'Check that the key is whole and not revoked.',
  ),
  'not-permitted': spec(403, 'This role may not do that.', 'Ask a host, or mint a token with another role.'),
  'not-found': spec(404, 'There is no such thing here.', 'Check the id; it may have been deleted.'),
  'stale-version': spec(
    412,
    'The thing has changed since you read it.',
    'Read it again and send its new ETag.',
  ),
  unprocessable: spec(422, 'The request is understood but impossible.', 'Correct what detail names.'),
  'idempotency-mismatch': spec(
    422,
    'This Idempotency-Key was used with another body.',
    'Use a new key for a new request.',
  ),
  'idempotency-in-progress': spec(
    409,
    'The first request with this Idempotency-Key is still running.',
    'Wait a second and send it again.',
    retryable,
  ),
  'limit-reached': spec(422, 'A limit of this tenant is reached.', 'Delete what is no longer used.'),
  'rate-limited': spec(429, 'Too many requests.', 'Wait as long as Retry-After says.', retryable),
} as const;

const token = {
  'token-malformed': spec(
    401,
    'The token is not a compact JWS.',
    'Pass the token exactly as it was minted.',
    fatal,
  ),
  'token-algorithm-not-allowed': spec(
    401,
    'The token is signed with an algorithm that is not allowed.',
    'Sign with EdDSA or ES256.',
    fatal,
  ),
  'token-type-invalid': spec(401, 'The token is not a room token.', 'Set typ to cm-room+jwt.', fatal),
  'token-key-unknown': spec(
    401,
    'The key that signed the token is not known.',
    'Register the public key and send its kid.',
    fatal,
  ),
  'token-signature-invalid': spec(
    401,
    'The signature of the token does not fit.',
    'Mint a new token; do not change a signed one.',
    fatal,
  ),
  'token-expired': spec(401, 'The token has expired.', 'Mint a new token just before joining.', fatal),
  'token-not-yet-valid': spec(
    401,
    'The token is not valid yet.',
    'Check nbf, iat and the clock of the server that signs.',
    fatal,
  ),
  'token-audience-mismatch': spec(
    401,
    'The token is for another audience.',
    'Set aud to cloudmeet:room.',
    fatal,
  ),
  'token-issuer-mismatch': spec(
    401,
    'The token is from another issuer.',
    'Mint it at the deployment it is used with.',
    fatal,
  ),
  'token-tenant-mismatch': spec(
    401,
    'The token is for another tenant.',
    'Set tid to the tenant that owns the key.',
    fatal,
  ),
  'token-room-mismatch': spec(401, 'The token is for another room.', 'Mint a token for this room.', fatal),
  'token-claims-invalid': spec(
    401,
    'The claims of the token do not fit the contract.',
    'Correct the claims that are named.',
    fatal,
  ),
  'token-lifetime-too-long': spec(
    401,
    'The token lives longer than 24 hours.',
    'Set exp at most 24 hours after iat.',
    fatal,
  ),
} as const;

const room = {
  'room-full': spec(409, 'The room is full.', 'Try again when somebody has left.', retryable),
  'room-locked': spec(409, 'The room is locked.', 'Ask a host or moderator to unlock it.', retryable),
  'room-ended': spec(409, 'The meeting has ended.', 'Start a new one from where you came.', fatal),
  'room-elsewhere': spec(
    409,
    'The room is served by another node.',
    'Connect to the address in the message.',
    retryable,
  ),
  removed: spec(403, 'You were removed from this meeting.', 'Ask the host if this was a mistake.', fatal),
  replaced: spec(409, 'You joined from another window.', 'Go on there, or join again here.', fatal),
  'already-in-room': spec(409, 'You are in this room already.', 'Leave in the other window first.', fatal),
  'lobby-denied': spec(403, 'The host did not let you in.', 'Ask the host to invite you.', fatal),
  'publish-limit': spec(
    409,
    'Six people already share audio or video in this room.',
    'Wait until somebody stops, or use a mixed room.',
    retryable,
  ),
  'mixer-replaced': spec(
    409,
    'The room is mixed elsewhere by now.',
    'Connect to the mixer that the room names.',
    retryable,
  ),
  'media-full': spec(
    503,
    'No media server has room for this meeting.',
    'Try again in a minute, or add a media node.',
    retryable,
  ),
  'participant-not-found': spec(404, 'That person is not in the meeting.', 'Read the participants again.'),
  'message-invalid': spec(400, 'The message does not fit the protocol.', 'Correct what detail names.'),
  'message-too-large': spec(413, 'The message is too large.', 'Send at most 64 kB.', fatal),
  'hello-timeout': spec(408, 'The connection said nothing.', 'Send hello within ten seconds.', retryable),
  'resume-expired': spec(401, 'The connection was away for too long.', 'Join again with a token.'),
  'slow-consumer': spec(408, 'This connection could not keep up.', 'Resume from the last seq.', retryable),
  draining: spec(503, 'This server is being replaced.', 'Connect again; the meeting goes on.', retryable),
  'load-failed': spec(502, 'The room page did not load.', 'Check the room address and the network.', {
    retryable: true,
    fatal: true,
  }),
} as const;

const device = {
  'permission-denied': spec(
    403,
    'The browser was not allowed to use the device.',
    'Allow camera and microphone for this site.',
  ),
  'device-not-found': spec(404, 'No such device was found.', 'Connect one, or choose another.'),
  'device-in-use': spec(
    409,
    'The device is used by another program.',
    'Close the other program and try again.',
    retryable,
  ),
  'device-failed': spec(
    500,
    'The device failed.',
    'Unplug it and plug it in again, or choose another.',
    retryable,
  ),
  'share-cancelled': spec(409, 'Nothing was chosen to share.', 'Choose a screen, window or tab.'),
  'webrtc-unsupported': spec(
    501,
    'This browser cannot join meetings.',
    'Use a current Chrome, Edge, Firefox or Safari.',
    fatal,
  ),
  'media-rejected': spec(
    406,
    'The two browsers have no common way to carry this picture or sound.',
    'Use a current Chrome, Edge, Firefox or Safari on both sides.',
  ),
  'network-blocked': spec(
    502,
    'Media cannot get through this network.',
    'Try another network, or ask for TURN over TLS.',
    retryable,
  ),
} as const;

/** Every error a customer, a page or a person can meet, once. */
export const errorSpecs = {
  ...request,
  ...identityErrorSpecs,
  ...token,
  ...room,
  ...captureErrorSpecs,
  ...device,
  ...embedErrorSpecs,
} as const;
export type ErrorCode = keyof typeof errorSpecs;
export type TokenErrorCode = keyof typeof token;

export const errorCodes = Object.keys(errorSpecs) as [ErrorCode, ...ErrorCode[]];

/** Narrows a text to a known code. */
export function isErrorCode(text: unknown): text is ErrorCode {
  return typeof text === 'string' && Object.hasOwn(errorSpecs, text);
}
