import { dev } from '$app/env';

/** Has the browser keep the writing form, so that it opens without a network from now on; where it cannot, nothing is lost. */
export function keepAtHand(): void {
  if (dev) return;
  // Rooms and all other pages are outside of what it may answer for.
  navigator.serviceWorker?.register('/service-worker.js', { scope: '/journal' }).catch(() => undefined);
}
