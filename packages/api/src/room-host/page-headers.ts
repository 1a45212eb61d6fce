import type { RoomPageConfig } from '@cloudmeet/contracts';

/** Devices and powers that the room uses, for itself alone; all others are switched off for it. */
const permissionsPolicy = [
  ...['camera', 'microphone', 'display-capture', 'autoplay', 'fullscreen', 'picture-in-picture'].map(
    (name) => `${name}=(self)`,
  ),
  ...['screen-wake-lock', 'clipboard-write', 'speaker-selection', 'compute-pressure'].map(
    (name) => `${name}=(self)`,
  ),
  ...['geolocation', 'payment', 'usb', 'serial', 'hid', 'bluetooth', 'midi', 'idle-detection'].map(
    (name) => `${name}=()`,
  ),
].join(', ');

/**
 * Headers of one room's page. Scripts come from here alone; who may frame it is the tenant's list (CSP Level 3,
 * frame-ancestors), and nobody where that is empty. Styles may be inline because menus and dialogs place themselves.
 */
export function pageHeaders({ apiUrl, socketUrl, allowedOrigins }: RoomPageConfig): Record<string, string> {
  const contentSecurityPolicy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "font-src 'self'",
    'img-src https: http: data: blob:',
    "media-src 'self' blob:",
    "worker-src 'self' blob:",
    `connect-src 'self' ${apiUrl} ${new URL(socketUrl).origin}`,
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors ${allowedOrigins.length > 0 ? allowedOrigins.join(' ') : "'none'"}`,
  ].join('; ');
  return {
    'Content-Security-Policy': contentSecurityPolicy,
    'Permissions-Policy': permissionsPolicy,
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
    'Cross-Origin-Opener-Policy': 'same-origin-allow-popups',
    'Cache-Control': 'no-store',
    'X-Robots-Tag': 'noindex',
  };
}
