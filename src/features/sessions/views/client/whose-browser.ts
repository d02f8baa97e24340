/** Where a browser notes whose it is now. */
export const here = 'rondo-person';

/** Since when somebody is away from this browser, in milliseconds since 1970. */
export const awaySince = 'rondo-away:';

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

export function note(key: string, value: string, local: Storage): void {
  try {
    local.setItem(key, value);
  } catch {
    // Full: then nothing more is kept of them either.
  }
}
