const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Whether a request that could change something was made by a page of this very site. A browser's `Sec-Fetch-Site`
 * decides; one that sends none is judged by `Origin`; with neither it is not let through. Where both are sent both must
 * hold, so that this never lets through what the framework's own check of form posts refuses.
 *
 * @param ownOrigin scheme, host and port under which this site answers the request
 */
export function isFromThisSite(
  request: { method: string; headers: { get(name: string): string | null } },
  ownOrigin: string,
): boolean {
  if (safeMethods.has(request.method)) return true;
  const site = request.headers.get('sec-fetch-site');
  const origin = request.headers.get('origin');
  if (site === null && origin === null) return false;
  return (site === null || site === 'same-origin') && (origin === null || origin === ownOrigin);
}
