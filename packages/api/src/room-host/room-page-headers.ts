/** What the room page may reach and who may show it. */
export interface RoomPagePolicy {
  /** Origins around the page; none: nobody may embed it. */
  allowedOrigins: readonly string[];
  /** Addresses of the API and of sockets. */
  connectUrls: readonly string[];
  /** Addresses that streams are watched from. */
  streamUrls?: readonly string[];
}

/** Features that a meeting uses; an embedding page hands them on with the iframe's `allow`. */
const features = [
  'camera',
  'microphone',
  'display-capture',
  'autoplay',
  'fullscreen',
  'picture-in-picture',
  'screen-wake-lock',
  'clipboard-write',
  'speaker-selection',
  'compute-pressure',
];
const refusedFeatures = [
  'geolocation',
  'payment',
  'usb',
  'serial',
  'hid',
  'midi',
  'publickey-credentials-get',
];

const permissionsPolicy = [
  ...features.map((feature) => `${feature}=(self)`),
  ...refusedFeatures.map((feature) => `${feature}=()`),
].join(', ');

/**
 * Scripts come from this origin alone and none stands in the page. Pictures of people and tenants come from anywhere.
 * The menus and dialogs put style elements in while they are open, which no script can come of.
 */
function contentSecurityPolicy({ allowedOrigins, connectUrls, streamUrls = [] }: RoomPagePolicy): string {
  const origins = originsOf([...connectUrls, ...streamUrls]);
  const streams = originsOf(streamUrls);
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "font-src 'self'",
    "img-src 'self' data: blob: https: http:",
    ['media-src', "'self'", 'blob:', ...streams].join(' '),
    "worker-src 'self' blob:",
    ['connect-src', "'self'", ...origins].join(' '),
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors ${allowedOrigins.length > 0 ? allowedOrigins.join(' ') : "'none'"}`,
  ].join('; ');
}

function originsOf(urls: readonly string[]): Set<string> {
  return new Set(urls.map((url) => new URL(url).origin));
}

/** Headers of a room page. */
export function roomPageHeaders(policy: RoomPagePolicy): Record<string, string> {
  return {
    'Content-Security-Policy': contentSecurityPolicy(policy),
    'Permissions-Policy': permissionsPolicy,
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
    'Cross-Origin-Opener-Policy': 'same-origin-allow-popups',
    'Cross-Origin-Resource-Policy': 'cross-origin',
    'X-Robots-Tag': 'noindex',
    'Cache-Control': 'no-store',
  };
}
