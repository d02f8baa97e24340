import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { PartName } from '../views/load-part.ts';

let scripts: Partial<Record<PartName, string[]>> | undefined;

/**
 * Addresses of the scripts that these parts of the room need beyond the room's own, so that the page can name them and a
 * browser fetches them together with the rest. None in development, where nothing is bundled.
 */
export function listPartScripts(names: readonly PartName[]): string[] {
  scripts ??= readBeside(dirname(fileURLToPath(import.meta.url)));
  return [...new Set(names.flatMap((name) => scripts?.[name] ?? []))];
}

/** `scripts/bundle/part-scripts.ts` wrote it; this module stands in `build/server` when it is asked in earnest. */
function readBeside(folder: string): Partial<Record<PartName, string[]>> {
  const file = join(folder, 'client/_app/room-parts.json');
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8'));
  return folder === dirname(folder) ? {} : readBeside(dirname(folder));
}
