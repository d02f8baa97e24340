const always: Record<string, string> = {
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()',
};

/**
 * What every answer of the pages carries beside the Content-Security-Policy, which the framework writes. Answers are
 * kept by no cache unless the route said otherwise: nearly every page is somebody's.
 */
export function secureHeaders(headers: Headers): void {
  for (const [name, value] of Object.entries(always)) headers.set(name, value);
  if (!headers.has('cache-control')) headers.set('cache-control', 'private, no-store');
}
