import { fatal, retryable, spec } from './error-spec.ts';

/**
 * The errors that a customer's page can meet without the room page telling it. The SDK carries these words only, so
 * that it stays small; every other error brings its own over the frame channel.
 */
export const embedErrorSpecs = {
  'origin-not-allowed': spec(
    403,
    'This page may not embed the room.',
    "Add the page's origin to the tenant's allowed origins.",
    fatal,
  ),
  'blocked-by-frame-ancestors': spec(
    403,
    'The browser refused to show the room in this page.',
    'Register every origin around the room, or embed it in the top page.',
    fatal,
  ),
  'insecure-context': spec(
    400,
    'The page is not served securely.',
    'Serve it over https, or from localhost.',
    fatal,
  ),
  timeout: spec(408, 'No answer came in time.', 'Check the network and try again.', retryable),
  'not-supported': spec(501, 'This is not available in this version.', 'See the documentation for what is.'),
  destroyed: spec(409, 'The frame was destroyed.', 'Create a new frame.'),
  'missing-allow': spec(
    400,
    'The iframe lacks permissions in its allow attribute.',
    'Set allow to the value in the documentation.',
    fatal,
  ),
  'invalid-argument': spec(400, 'An argument does not fit.', 'Correct what detail names.'),
  'protocol-mismatch': spec(
    400,
    'The two sides speak different versions.',
    'Load the current SDK and room page.',
    fatal,
  ),
  'policy-blocked': spec(
    403,
    "The page's Permissions-Policy forbids the device.",
    'Allow camera and microphone for the room origin in the header.',
  ),
  conflict: spec(
    409,
    'The request conflicts with the present state.',
    'Read the present state and decide again.',
  ),
  'not-joined': spec(409, 'You are not in the meeting.', 'Join first.'),
  'command-unknown': spec(400, 'There is no such command.', 'Use a command of this protocol version.'),
  flooding: spec(429, 'Too many messages in a short time.', 'Send fewer; wait a moment.', retryable),
  unavailable: spec(
    503,
    'A part that is needed is not reachable now.',
    'Try again in a few seconds.',
    retryable,
  ),
  internal: spec(
    500,
    'Something failed on our side.',
    'Try again; tell support the requestId if it stays.',
    retryable,
  ),
} as const;
export type EmbedErrorCode = keyof typeof embedErrorSpecs;
