import type { PartName, Parts } from './load-part.ts';

/** Components that have arrived. Nothing of anybody's is in it, so the server may share it too. */
let arrived: Partial<Parts> = $state.raw({});

/** The component of a part of the room, once it has arrived; reactive. */
export function part<Name extends PartName>(name: Name): Parts[Name] | undefined {
  return arrived[name];
}

/** Puts parts on the shelf. */
export function keepParts(parts: Partial<Parts>): void {
  arrived = { ...arrived, ...parts };
}
