import type { ErrorCode } from '@cloudmeet/contracts';

const codes: Partial<Record<ErrorCode, number>> = {
  'message-too-large': 1009,
  'message-invalid': 1003,
  internal: 1011,
  draining: 1012,
  unavailable: 1013,
};

/** WebSocket close code of a farewell (RFC 6455 section 7.4.1): 1008, policy, unless a number says more. */
export function closeCodeOf(code: ErrorCode): number {
  return codes[code] ?? 1008;
}
