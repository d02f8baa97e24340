import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * What the build noted of itself in `client/_app`, for the pages' own server, which stands in `build/server` then. Undefined
 * in development and in tests, where nothing is bundled.
 *
 * @param name such as `page-parts.json`
 */
export function buildNotes<Notes>(name: string): Notes | undefined {
  return readBeside(dirname(fileURLToPath(import.meta.url)), name);
}

function readBeside<Notes>(folder: string, name: string): Notes | undefined {
  const file = join(folder, 'client/_app', name);
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8'));
  return folder === dirname(folder) ? undefined : readBeside(dirname(folder), name);
}
