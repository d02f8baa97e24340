/** The database in the browser that holds somebody's recordings until they are sent. */
export function recordingsOf(person: string): string {
  return `rondo-recordings:${person}`;
}
