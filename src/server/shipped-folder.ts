import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * A folder of texts that comes with the program, looked for upwards from this module: so it is found from the sources, from
 * the build and from whatever folder the command was given in. `known` is a file that it surely has.
 */
export function shippedFolder(name: string, known: string): string {
  const here = dirname(fileURLToPath(import.meta.url));
  for (let folder = here; ; folder = dirname(folder)) {
    if (existsSync(join(folder, name, known))) return join(folder, name);
    if (folder === dirname(folder)) throw new Error(`No folder above ${here} has ${name}/${known}.`);
  }
}
