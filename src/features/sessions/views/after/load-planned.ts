const parts = { planned: () => import('./Planned.svelte') };

/** The page of a session that nobody has opened; whoever comes to one that was held is not sent it. */
export async function loadPlanned() {
  return (await parts.planned()).default;
}
