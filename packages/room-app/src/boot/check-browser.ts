import type { ErrorCode } from '@cloudmeet/contracts';

/** What a window tells about itself before anything is loaded. */
export interface BrowserFacts {
  isSecureContext: boolean;
  WebSocket?: unknown;
  MessageChannel?: unknown;
}

/** Why this page can do nothing in this browser, or undefined when it can. Without WebRTC streams can still be watched. */
export function whyNotHere(
  facts: BrowserFacts,
): Extract<ErrorCode, 'insecure-context' | 'webrtc-unsupported'> | undefined {
  if (!facts.isSecureContext) return 'insecure-context';
  const missing = [facts.WebSocket, facts.MessageChannel].some((part) => typeof part !== 'function');
  return missing ? 'webrtc-unsupported' : undefined;
}
