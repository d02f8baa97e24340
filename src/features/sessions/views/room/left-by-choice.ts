/** Remembers in this tab that its person left a room by choice, so that looking at the page does not seat them again. */
export function leftByChoice(session: string): void {
  sessionStorage.setItem(`rondo left ${session}`, '1');
}

export function cameIn(session: string): void {
  sessionStorage.removeItem(`rondo left ${session}`);
}

export function hasLeft(session: string): boolean {
  return sessionStorage.getItem(`rondo left ${session}`) !== null;
}
