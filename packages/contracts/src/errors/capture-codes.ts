import { retryable, spec } from './error-spec.ts';

/** Why a recording or a stream is not begun, stopped or handed out. */
export const captureErrorSpecs = {
  'session-not-live': spec(422, 'Nobody is in the room.', 'Start when somebody has joined.'),
  'already-recording': spec(409, 'The meeting is being recorded.', 'Stop that recording first.'),
  'already-streaming': spec(409, 'The meeting is being streamed.', 'Stop that stream first.'),
  'not-recording': spec(409, 'Nothing is being recorded.', 'Start a recording first.'),
  'not-streaming': spec(409, 'Nothing is being streamed.', 'Start a stream first.'),
  'consent-required': spec(403, 'The meeting is recorded.', 'Agree to be recorded.'),
  'recording-not-ready': spec(409, 'The file is not ready.', 'Wait for recording.ready.', retryable),
} as const;
