import { loadPlanned } from '#features/sessions/views/after/load-planned.ts';
import type { PageLoad } from './$types';

/** What only a planned session shows comes with that. */
export const load: PageLoad = async ({ data }) => ({
  ...data,
  Planned: data.page.state === 'planned' ? await loadPlanned() : undefined,
});
