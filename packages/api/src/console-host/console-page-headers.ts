/** Addresses that the console's page works with. */
export interface ConsolePagePolicy {
  apiUrl: string;
  roomUrl: string;
  /** Base64 of random bytes, new for every answer. */
  nonce: string;
}

const refusedFeatures = ['geolocation', 'payment', 'usb', 'serial', 'hid', 'midi'];

/**
 * Scripts come from this origin and, for the room that proves an embedding, the SDK from the API; style elements need
 * the nonce. Nobody may frame the console. Logos of tenants come from anywhere.
 */
function contentSecurityPolicy({ apiUrl, roomUrl, nonce }: ConsolePagePolicy): string {
  const api = new URL(apiUrl).origin;
  const room = new URL(roomUrl).origin;
  return [
    "default-src 'none'",
    `script-src 'self' ${api}/sdk/v1/cloudmeet.js`,
    `style-src 'self' 'nonce-${nonce}'`,
    "font-src 'self'",
    "img-src 'self' data: blob: https: http:",
    "media-src 'self' blob: https: http:",
    `connect-src 'self' ${api} ${room}`,
    `frame-src ${room}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

function permissionsPolicy(roomUrl: string): string {
  const room = `(self "${new URL(roomUrl).origin}")`;
  const handedOn = [
    'camera',
    'microphone',
    'display-capture',
    'autoplay',
    'fullscreen',
    'picture-in-picture',
  ];
  const further = ['screen-wake-lock', 'clipboard-write', 'speaker-selection', 'compute-pressure'];
  return [
    ...[...handedOn, ...further].map((feature) => `${feature}=${room}`),
    ...refusedFeatures.map((feature) => `${feature}=()`),
  ].join(', ');
}

/** Headers of the console's page. */
export function consolePageHeaders(policy: ConsolePagePolicy): Record<string, string> {
  return {
    'Content-Security-Policy': contentSecurityPolicy(policy),
    'Permissions-Policy': permissionsPolicy(policy.roomUrl),
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'X-Robots-Tag': 'noindex',
    'Cache-Control': 'no-store',
  };
}
