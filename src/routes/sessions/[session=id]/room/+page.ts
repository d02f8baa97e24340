import { loadTool } from '#features/sessions/views/tools/load-tool.ts';
import type { PageLoad } from './$types';

/** The running step's tool is there before the page is, on the server and in the browser. */
export const load: PageLoad = async ({ data }) => {
  const { tool, next } = data.view;
  await Promise.all([loadTool(tool?.kind), tool && !next && loadTool('closing')]);
  return data;
};
