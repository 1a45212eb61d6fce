import type { ErrorCode } from '@cloudmeet/contracts';

/** What a window tells about itself before anything is loaded. */
export interface BrowserFacts {
  isSecureContext: boolean;
  RTCPeerConnection?: unknown;
  WebSocket?: unknown;
  MessageChannel?: unknown;
}

/** Why this browser cannot hold a meeting on this page, or undefined when it can. */
export function whyNotHere(
  facts: BrowserFacts,
): Extract<ErrorCode, 'insecure-context' | 'webrtc-unsupported'> | undefined {
  if (!facts.isSecureContext) return 'insecure-context';
  const missing = [facts.RTCPeerConnection, facts.WebSocket, facts.MessageChannel].some(
    (part) => typeof part !== 'function',
  );
  return missing ? 'webrtc-unsupported' : undefined;
}
