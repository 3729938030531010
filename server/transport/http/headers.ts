/**
 * Only this server's own files, and no frame around the page. `connect-src 'self'` covers the WebSocket too. No file is started as
 * a worker, since a worker's request cannot be pinned by a hash: its script comes within the page's own, which is, as a `blob:`.
 */
const contentSecurityPolicy = (importMap: string | null): string =>
  [
    "default-src 'self'",
    `script-src 'self'${importMap === null ? '' : ` 'sha256-${importMap}'`}`,
    "style-src 'self'",
    "img-src 'self'",
    "font-src 'self'",
    "media-src 'self'",
    "connect-src 'self'",
    'worker-src blob:',
    "manifest-src 'self'",
    "frame-src 'none'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');

const allowedFeatures = [
  'camera',
  'microphone',
  'display-capture',
  'fullscreen',
  'autoplay',
  'screen-wake-lock',
  'clipboard-write',
];
const deniedFeatures = [
  'accelerometer',
  'browsing-topics',
  'clipboard-read',
  'geolocation',
  'gyroscope',
  'hid',
  'identity-credentials-get',
  'idle-detection',
  'local-fonts',
  'magnetometer',
  'midi',
  'payment',
  'picture-in-picture',
  'serial',
  'storage-access',
  'usb',
  'xr-spatial-tracking',
];
const permissionsPolicy = [
  ...allowedFeatures.map((feature) => `${feature}=(self)`),
  ...deniedFeatures.map((feature) => `${feature}=()`),
].join(', ');

/** The headers of every answer. `secure`: browsers come by https. `importMap`: the page's, by its SHA-256 in Base64. */
export const securityHeaders = (secure: boolean, importMap: string | null): Readonly<Record<string, string>> => ({
  'content-security-policy': contentSecurityPolicy(importMap),
  'permissions-policy': permissionsPolicy,
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'origin-agent-cluster': '?1',
  ...(secure && { 'strict-transport-security': 'max-age=31536000' }),
});

/** Those of them that only a document obeys. */
export const documentHeaders = [
  'content-security-policy',
  'permissions-policy',
  'cross-origin-opener-policy',
  'origin-agent-cluster',
] as const;

/** Of what must not stay on a shared computer, nor in a cache on the way. */
export const notKept = { 'cache-control': 'no-store' } as const;
/** Of files whose name changes with their content. */
export const keptForever = { 'cache-control': 'public, max-age=31536000, immutable' } as const;
/** Of files that a browser may keep, asking each time whether they changed. */
export const keptIfSame = { 'cache-control': 'no-cache' } as const;
/** Of pages which search engines must not list. */
export const notListed = { 'x-robots-tag': 'noindex, nofollow, noarchive' } as const;
