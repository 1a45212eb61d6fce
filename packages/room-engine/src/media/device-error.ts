import { CloudMeetError } from '@cloudmeet/contracts';
import type { ErrorCode } from '@cloudmeet/contracts';
import type { BrowserPorts } from '../ports/browser-ports.ts';

export type DeviceKind = 'audio' | 'video';

/** Names of DOMException that getUserMedia gives (W3C Media Capture 9.2), older spellings included. */
const codes: Record<string, ErrorCode> = {
  NotAllowedError: 'permission-denied',
  PermissionDeniedError: 'permission-denied',
  SecurityError: 'policy-blocked',
  NotFoundError: 'device-not-found',
  DevicesNotFoundError: 'device-not-found',
  OverconstrainedError: 'device-not-found',
  NotReadableError: 'device-in-use',
  TrackStartError: 'device-in-use',
  AbortError: 'device-failed',
};

const features = { audio: 'microphone', video: 'camera', screen: 'display-capture' } as const;

/**
 * Why a device could not be opened, as one of the device codes. NotAllowedError is what a person's refusal and a
 * Permissions-Policy look like alike, so the policy is asked where the browser tells.
 */
export function deviceError(
  thrown: unknown,
  kind: DeviceKind,
  ports: Pick<BrowserPorts, 'policyAllows'>,
): CloudMeetError {
  if (thrown instanceof CloudMeetError) return thrown;
  const code = codes[nameOf(thrown)] ?? 'device-failed';
  const blocked = code === 'permission-denied' && ports.policyAllows(features[kind]) === false;
  return new CloudMeetError(blocked ? 'policy-blocked' : code, { cause: thrown });
}

/** The same for getDisplayMedia, where a refusal means that nothing was chosen. */
export function screenError(thrown: unknown, ports: Pick<BrowserPorts, 'policyAllows'>): CloudMeetError {
  if (thrown instanceof CloudMeetError) return thrown;
  const code = codes[nameOf(thrown)] ?? 'device-failed';
  if (code !== 'permission-denied') return new CloudMeetError(code, { cause: thrown });
  const blocked = ports.policyAllows(features.screen) === false;
  return new CloudMeetError(blocked ? 'policy-blocked' : 'share-cancelled', { cause: thrown });
}

function nameOf(thrown: unknown): string {
  return typeof thrown === 'object' && thrown !== null && 'name' in thrown ? String(thrown.name) : '';
}
