/** Where a browser notes whose it is now. */
export const here = 'rondo-person';

/** Who was signed in here last, and has not signed out. */
export function whoIsHere(): string | undefined {
  try {
    return localStorage.getItem(here) ?? undefined;
  } catch {
    return undefined;
  }
}

/** Whether this browser is still theirs; a tab that was left open must not write down more of somebody who is gone. */
export function isHere(person: string, local: Storage): boolean {
  return local.getItem(here) === person;
}
