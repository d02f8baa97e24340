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

/** Parts that were asked for and did not come. */
let missing: ReadonlySet<PartName> = $state.raw(new Set());

/** Whether something that the room would show could not be fetched, as after a new build of the program; reactive. */
export function lacksParts(): boolean {
  return missing.size > 0;
}

/** Notes of parts that were asked for which of them did not come. */
export function noteMissing(asked: readonly PartName[]): void {
  const others = [...missing].filter((name) => !asked.includes(name));
  missing = new Set([...others, ...asked.filter((name) => !arrived[name])]);
}
