import { comesUnfolded, loadBoardForms } from '#features/commitments/views/board-forms.svelte.ts';
import type { PageLoad } from './$types';

/** A form that the address unfolds is there with the page; the others come while one reads. */
export const load: PageLoad = async ({ data }) => {
  if (comesUnfolded(data)) await loadBoardForms();
  return data;
};
