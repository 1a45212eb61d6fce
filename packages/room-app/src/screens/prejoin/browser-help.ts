import type { TextKey } from '@cloudmeet/ui';

/** What a browser says of itself. */
export interface BrowserIdentity {
  userAgent: string;
  /** Tells an iPad, which calls itself a Mac, from a Mac. */
  maxTouchPoints: number;
}

/** How to give camera and microphone back in this browser. By its name alone: there is nothing else to go by. */
export function permissionHelp({ userAgent, maxTouchPoints }: BrowserIdentity): TextKey {
  if (/iPhone|iPad|iPod/.test(userAgent) || (/Macintosh/.test(userAgent) && maxTouchPoints > 1)) {
    return 'permission.help.ios';
  }
  if (/Android/.test(userAgent)) return 'permission.help.android';
  if (/Edg\//.test(userAgent)) return 'permission.help.edge';
  if (/Firefox\//.test(userAgent)) return 'permission.help.firefox';
  if (/Chrome\//.test(userAgent)) return 'permission.help.chrome';
  if (/Safari\//.test(userAgent)) return 'permission.help.safari';
  return 'permission.help.other';
}
