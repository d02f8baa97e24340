import { loadParts, partsAhead, partsShown } from '#features/sessions/views/load-part.ts';
import { browser } from '$app/env';
import type { PageLoad } from './$types';

/**
 * What the view shows is there before the page is; on the server also what can be opened, so that the page is whole without
 * script. A browser lets that go and fetches it when it has nothing else to do.
 */
export const load: PageLoad = async ({ data }) => {
  await loadParts(partsShown(data.view, data.asksWhoHolds));
  if (!browser) await loadParts(partsAhead(data.view));
  return data;
};
