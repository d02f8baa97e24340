const always: Record<string, string> = {
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
};

const forbidden = 'camera=(), geolocation=(), payment=(), usb=(), browsing-topics=()';

/** The one page that records; nowhere else does a script of ours, or one that came in, reach a microphone or a screen. */
const recordingRoute = '/circles/[circle=id]/exchange/new';

/**
 * What every answer of the pages carries beside the Content-Security-Policy, which the framework writes. Answers are
 * kept by no cache unless the route said otherwise: nearly every page is somebody's.
 *
 * @param route as the router names it; null where none fits
 */
export function secureHeaders(headers: Headers, route: string | null): void {
  for (const [name, value] of Object.entries(always)) headers.set(name, value);
  const may = route === recordingRoute ? '(self)' : '()';
  headers.set('permissions-policy', `${forbidden}, microphone=${may}, display-capture=${may}`);
  if (!headers.has('cache-control')) headers.set('cache-control', 'private, no-store');
}
