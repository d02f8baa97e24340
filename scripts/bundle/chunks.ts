import type { Rolldown } from 'vite';

/**
 * What is sent together. On a phone each file costs a round trip and six travel at a time, so the many small pieces that a
 * page would be cut into cost more time than bytes. Pages keep their own files; what they share comes in a few.
 */
export const chunks: Rolldown.CodeSplittingGroup[] = [
  // All pages' looks in one file, which the first page brings: a page's own rules are a few hundred bytes.
  { name: 'look', priority: 5, test: (id) => /\.css$|[?&]type=style/.test(id) },
  // The framework runs only when the page has said where it stands, so what says so comes before it by itself.
  { name: 'start', priority: 4, test: isStart },
  { name: 'frame', priority: 3, test: isFrame },
  {
    name: 'parts',
    priority: 2,
    test: (id) => /\/src\/(ui|generated\/messages)\//.test(id),
    minShareCount: 6,
  },
];

function isStart(id: string): boolean {
  return /\/runtime\/client\/payload\.js$|preload-helper|rolldown\/runtime/.test(id);
}

/** The framework and what stands round every page, also when the page failed. */
function isFrame(id: string): boolean {
  if (/runtime\/client\/entry\.js$|runtime\/app\/forms\//.test(id)) return false;
  return /\/node_modules\/|\/src\/routes\/\+(layout|error)\.svelte$|\/client-optimized\/nodes\/[01]\.js$/.test(
    id,
  );
}
