import { existsSync } from 'node:fs';

/** The pages, as the build leaves them. */
export const builtPages = new URL('../../build/handler.js', import.meta.url);

/** @throws a sentence, before anything is begun that could not come to its end */
export function demandBuiltPages(pages = builtPages): void {
  if (existsSync(pages)) return;
  throw new Error(
    'the pages are not built yet. npm start builds them, and so does: node scripts/setup.mjs --build',
  );
}
