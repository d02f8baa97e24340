import { shippedFolder } from '#server/shipped-folder.ts';
import { readShippedLibrary, type ShippedPlaybook } from '../store/shipped.ts';

export type { ShippedPlaybook };

let library: ShippedPlaybook[] | undefined;

/**
 * The library that comes with the program, by title; read once, at first use. Call it when the server starts: a file that
 * cannot be read throws there, with every place named.
 */
export function listShippedPlaybooks(): readonly ShippedPlaybook[] {
  library ??= readShippedLibrary(shippedFolder('library', 'live-drill.md'));
  return library;
}

/** Undefined when the library has none of this slug. */
export function findShippedPlaybook(slug: string): ShippedPlaybook | undefined {
  return listShippedPlaybooks().find((shipped) => shipped.slug === slug);
}
